import Foundation
import Synchronization
import TestSupport
import Testing

/// What sends, or cannot be taken back, wants the same words on every platform, and the line that is offered holds them.
@Suite struct HostedConfirmationTests {
    private static func quoted(_ text: String) -> String {
        String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
    }

    /// A desk whose platforms each have one thing of that name, and answer what rotates or launches.
    private func desk(named name: String) async throws -> HostedDesk {
        let hosted = try await HostedDesk()
        let name = Self.quoted(name)
        let account = #"{"username": \#(name), "apikey": "1e", "companyname": "Shop", "phone": "1"}"#
        hosted.dyn.answer(
            "GET", "/rest/json/accounts",
            .json(
                #"{"response": {"status": 200, "message": "OK", "data": {"accounts": [\#(account)], "emailcap": 5}}}"#
            ))
        let renewed = account.replacing("1e", with: "2f")
        hosted.dyn.answer(
            "POST", "/rest/json/accounts",
            .json(#"{"response": {"status": 200, "message": "OK", "data": \#(renewed)}}"#))
        hosted.sendClean.answer(
            "POST", "/v1.0/settings/listWebhook",
            .json(
                #"{"status": "success", "webhook_list": [{"webhook_id": "14", "url": \#(name), "event": "open", "key": "k"}]}"#
            ))
        hosted.sendClean.answer(
            "POST", "/v1.0/settings/keyResetWebhook",
            .json(#"{"status": "success", "message": "reseted", "webhook_id": "14", "key": "n"}"#))
        hosted.dmds.answer(
            "GET", "/v1/campania/",
            .json(#"{"status":"ok","campanias":[{"id":"5d0a","numid":100,"nombre":\#(name),"tipo":"api"}]}"#))
        for method in ["GET", "POST"] {
            hosted.dmds.answer(
                method, "/v1/campania_apikey/", .json(#"{"status":"ok","numid":100,"apikey":"c2"}"#))
        }
        hosted.smsDrop.answer(
            "POST", "/api/auth/login", .json(#"{"access_token": "t", "token_type": "bearer"}"#))
        let status = Mutex("ABORTED")
        hosted.smsDrop.answer("GET", "/api/campaigns/0b7f") { _ in
            .json(Self.campaign(name, status.withLock { $0 }))
        }
        hosted.smsDrop.answer("POST", "/api/campaigns/retry") { _ in
            status.withLock { $0 = "COMPLETED" }
            return .json(Self.campaign(name, "COMPLETED"))
        }
        hosted.smsDrop.answer("POST", "/api/campaigns/", .json(Self.campaign(name, "SENDING")))
        hosted.smsDrop.answer("GET", "/api/subscriptions/", .json(#"{"id": "90aa", "nbr_sms": 120}"#))
        return hosted
    }

    private static func campaign(_ name: String, _ status: String) -> String {
        """
        {"id": "0b7f", "title": \(name), "message": "Half price", "message_type": 0, "sender": "SHOP", \
        "recipient_list": ["+22963588213"], "defer_until": null, "defer_by": null, "status": "\(status)", \
        "delivery_percentage": 0, "message_count": 1, "sms_count": 1, \
        "created_at": "2026-03-01T12:00:05+00:00"}
        """
    }

    /// What asks for the name of a row, with the call that it makes once confirmed.
    private static let naming: [(line: String, call: String)] = [
        ("account new-key --connection dyn -- NAME", "POST /rest/json/accounts"),
        ("webhook reset-key 14 --connection sendclean", "POST /v1.0/settings/keyResetWebhook"),
        ("campaign new-key 100 --connection dmds", "POST /v1/campania_apikey/"),
        ("campaign launch 0b7f --connection smsdrop", "POST /api/campaigns/retry"),
        (
            "campaign create --connection smsdrop title=NAME text=Hi sender=SHOP audience=+22963588213",
            "POST /api/campaigns/"
        ),
    ]

    @Test(arguments: NamesToType.all)
    func `a name is asked for in its own letters, and the line offered gives it`(name: String) async throws {
        for (line, call) in Self.naming {
            let hosted = try await desk(named: name)
            let words = line.split(separator: " ").map { String($0.replacing("NAME", with: name)) }
            try expect(words, toCall: call, on: hosted)
        }
    }

    /// What asks for yes alone, being sent to one or a few.
    @Test(arguments: [
        ("campaign test 0b7f to=+22963588213 --connection smsdrop", "POST /api/campaigns/"),
        ("campaign message 0b7f to=+22963588214 --connection smsdrop", "POST /api/campaigns/"),
        ("campaign test 100 to=kim@example.com html=Hi --connection dmds", "POST /v1/envio/send_one_inline/"),
        (
            "campaign message 100 to=kim@example.com html=Hi --connection dmds",
            "POST /v1/envio/send_one_inline/"
        ),
    ])
    func `what is sent to a few asks too`(line: String, call: String) async throws {
        let hosted = try await desk(named: "Alertas")
        hosted.dmds.answer(
            "POST", "/v1/envio/send_one_inline/", .json(#"{"status":"ok","sent":1,"eeid":"9f0c"}"#))
        try expect(line.split(separator: " ").map(String.init), toCall: call, on: hosted)
    }

    /// Refused without a word and called nothing; done by the very line that the hint gives.
    private func expect(_ words: [String], toCall call: String, on hosted: HostedDesk) throws {
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        try hosted.configure(program)
        let words = ["--data-dir", "data"] + words
        let refused = try program.run(words, environment: HostedDesk.environment)
        #expect(refused.status == 4, "\(words): \(refused.errors)")
        #expect(!hosted.calls.contains(call), "\(words)")
        let hint = try #require(refused.errors.split(separator: "\n").last { $0.hasPrefix("hint: ") })
        let done = try program.runLine(
            String(hint.dropFirst("hint: ".count)), environment: HostedDesk.environment)
        #expect(hosted.calls.count { $0 == call } == 1, "\(hint): \(done.errors)")
    }

    @Test(arguments: ["2020-01-01 09:00", "2020-01-01T09:00:00Z", "yesterday 09:00"])
    func `a time that is past is refused, and nothing sent at once`(time: String) async throws {
        let hosted = try await desk(named: "Sale")
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        try hosted.configure(program)
        for yes in [[], ["--yes", "Sale"]] {
            let result = try program.run(
                ["campaign", "create", "--connection", "smsdrop", "--data-dir", "data"] + yes + [
                    "title=Sale", "text=Hi", "sender=SHOP", "audience=+22963588213", "defer_until=\(time)",
                ], environment: HostedDesk.environment)
            #expect(result.status == 2 && result.errors.contains("past"), "\(result.errors)")
        }
        #expect(!hosted.calls.contains("POST /api/campaigns/"))
    }

    @Test func `what would happen is said before`() async throws {
        let hosted = try await desk(named: "Sale")
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        try hosted.configure(program)
        let result = try program.run(
            [
                "campaign", "create", "--connection", "smsdrop", "--data-dir", "data", "title=Sale",
                "text=Hi", "sender=SHOP", "audience=+22963588213",
            ], environment: HostedDesk.environment)
        #expect(result.errors.hasPrefix("sendboard: “New campaign, launched at once” to +22963588213 wants"))
        #expect(result.errors.contains("120 credits left"))
    }
}

extension HostedDesk {
    /// Every call that any of the four was asked, as `METHOD /path`.
    fileprivate var calls: [String] {
        [dyn, sendClean, dmds, smsDrop].flatMap(\.requests).map { "\($0.method) \($0.path)" }
    }
}
