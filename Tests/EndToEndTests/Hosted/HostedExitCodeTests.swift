import Foundation
import TestSupport
import Testing

/// The exit codes that only hosted platforms lead to, of the built program against scripted servers.
@Suite struct HostedExitCodeTests {
    private static let dynRefuses =
        #"{"response": {"status": 451, "message": "Authentication Error", "data": []}}"#
    private static let sendCleanRefuses =
        #"{"status": "error", "code": -1, "name": "AuthenticationError", "message": "Authentication failed"}"#

    private func run(_ line: String, _ prepare: (HostedDesk) async throws -> Void) async throws
        -> BuiltProgram.Result
    {
        let hosted = try await HostedDesk()
        try await prepare(hosted)
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        try hosted.configure(program)
        return try program.run(
            line.split(separator: " ").map(String.init) + ["--data-dir", "data"],
            environment: HostedDesk.environment)
    }

    @Test(arguments: [
        "connection check dyn", "account list --connection dyn", "sender show a@b.test --connection dyn",
        "connection check sendclean", "smtp-user list --connection sendclean", "connection check dmds",
        "contact show kim@a.test --connection dmds", "connection check smsdrop",
        "campaign list --connection smsdrop",
    ])
    func `a refused key is 5`(line: String) async throws {
        let result = try await run(line) { hosted in
            hosted.dyn.otherwise(.json(Self.dynRefuses))
            hosted.sendClean.otherwise(.json(Self.sendCleanRefuses))
            hosted.dmds.otherwise(.json(#"{"status": "error", "msg": "unauthorized"}"#, status: 401))
            hosted.smsDrop.otherwise(.json(#"{"detail": "Incorrect email or password"}"#, status: 401))
        }
        #expect(result.status == 5, "\(result.errors)")
        #expect(result.errors.hasPrefix("sendboard: ") && result.errors.contains("\nhint: "))
    }

    @Test(arguments: [
        "connection check sendclean", "smtp-user list --connection sendclean",
        "account list --connection dyn",
        "campaign list --connection smsdrop", "contact show kim@a.test --connection dmds",
    ])
    func `a platform that is not there or broken is 6`(line: String) async throws {
        let result = try await run(line) { hosted in
            try await hosted.sendClean.stop()
            hosted.dyn.otherwise(.html("<h1>Bad gateway</h1>", status: 502))
            hosted.smsDrop.otherwise(.html("<h1>Maintenance</h1>", status: 503))
            hosted.dmds.otherwise(.dropped)
        }
        #expect(result.status == 6, "\(result.errors)")
        #expect(result.errors.hasPrefix("sendboard: ") && result.errors.contains("\nhint: "))
    }

    /// Nothing was typed that could be corrected, so that it is no matter of usage.
    @Test(arguments: [
        "sender list --connection dyn", "smtp-user list --connection sendclean",
        "group list --connection dmds", "campaign list --connection smsdrop",
    ])
    func `a list that is refused is 1`(line: String) async throws {
        let result = try await run(line) { hosted in
            hosted.dyn.otherwise(
                .json(#"{"response": {"status": 452, "message": "database down", "data": []}}"#))
            hosted.sendClean.otherwise(
                .json(#"{"status": "error", "name": "ValidationError", "message": "database down"}"#))
            hosted.dmds.otherwise(.json(#"{"status": "err", "on": "database down"}"#))
            hosted.smsDrop.answer(
                "POST", "/api/auth/login", .json(#"{"access_token": "t", "token_type": "bearer"}"#))
            hosted.smsDrop.otherwise(.json(#"{"detail": "database down"}"#, status: 400))
        }
        #expect(result.status == 1, "\(result.errors)")
        #expect(result.errors.contains(": “database down”.\nhint: Try again; if it stays, look into "))
    }

    /// 201 is a failure to smsdrop: stored, and not launched.
    @Test(arguments: [
        "campaign create title=Sale text=Hi sender=SHOP audience=+22963588213 --yes Sale",
        "campaign launch 0b7f --yes Sale",
    ])
    func `a text message that is stored for lack of credit is 4, and refused in the trail`(
        line: String
    ) async throws {
        let campaign = """
            {"id": "0b7f", "title": "Sale", "message": "Hi", "message_type": 0, "sender": "SHOP", \
            "recipient_list": ["+22963588213"], "defer_until": null, "defer_by": null, "status": "ABORTED", \
            "delivery_percentage": 0, "message_count": 1, "sms_count": 1, \
            "created_at": "2026-03-01T12:00:05+00:00"}
            """
        let hosted = try await HostedDesk()
        hosted.smsDrop.answer(
            "POST", "/api/auth/login", .json(#"{"access_token": "t", "token_type": "bearer"}"#))
        hosted.smsDrop.answer("GET", "/api/subscriptions/", .json(#"{"id": "90aa", "nbr_sms": 0}"#))
        hosted.smsDrop.answer("GET", "/api/campaigns/", .json("[]"))
        hosted.smsDrop.answer("GET", "/api/campaigns/0b7f", .json(campaign))
        for call in ["/api/campaigns/", "/api/campaigns/retry"] {
            hosted.smsDrop.answer("POST", call, .json(campaign, status: 201))
        }
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        try hosted.configure(program)
        func run(_ line: String) throws -> BuiltProgram.Result {
            try program.run(
                line.split(separator: " ").map(String.init) + ["--data-dir", "data"],
                environment: HostedDesk.environment)
        }
        let result = try run(line + " --connection smsdrop")
        #expect(result.status == 4, "\(result.output)\(result.errors)")
        #expect(
            result.errors.contains("sendboard: ") && result.errors.contains("1 credit"), "\(result.errors)")
        let trail = try run("audit list --search platform:smsdrop --format csv --columns outcome")
        #expect(trail.output.contains("refused"), "\(trail.output)\(trail.errors)")
    }

    /// The rows of those that answer are printed all the same.
    @Test func `one platform that is not there gives 6 beside the rows of the others`() async throws {
        let result = try await run("account list --format csv --columns id") { hosted in
            try await hosted.failInManyWays()
            hosted.dmds.otherwise(.dropped)
        }
        #expect(result.status == 6)
        #expect(result.output.contains("ops@shop.example"))
    }

    /// The second of three messages goes out and its answer is lost: nobody may be told that all is well.
    @Test func `a message to several of which one is lost is 1, with the rest on standard error`()
        async throws
    {
        let line = "contact message u@x.test b@x.test c@x.test sender=a@x.test subject=Hi text=Hi --yes"
        let result = try await run(line + " --connection dyn") { hosted in
            hosted.dyn.otherwise(with: Self.dyn)
            hosted.dyn.answer(
                "POST", "/rest/json/send", .json(Self.good("[]")), .dropped, .json(Self.good("[]")))
        }
        #expect(result.status == 1, "\(result.output) \(result.errors)")
        #expect(result.output.hasPrefix("message to u@x.test handed to Dyn\n"))
        #expect(!result.output.contains("b@x.test"))
        #expect(result.errors.contains("  b@x.test: ") && result.errors.contains("  c@x.test: not tried."))
    }

    private static func good(_ data: String) -> String {
        #"{"response": {"status": 200, "message": "OK", "data": \#(data)}}"#
    }

    /// `Providers/Dyn/WIRE.md` sections 6 and 7: an approved sender, and recipients of whom all is well.
    private static func dyn(_ request: RecordedRequest) -> ScriptedAnswer {
        switch request.path {
        case "/rest/json/recipients/status":
            let who = request.query["emailaddress"] ?? "u@x.test"
            let standing = #""status": "active", "suppressionstatus": "unsuppressed""#
            return .json(good(#"{"recipients": [{"emailaddress": "\#(who)", \#(standing)}]}"#))
        case "/rest/json/senders/status": return .json(good(#"{"status": 1}"#))
        case "/rest/json/senders/details": return .json(good(#"{"emailaddress": "a@x.test", "seeding": 0}"#))
        default: return .json(good(#"{"senders": [{"emailaddress": "a@x.test", "seeding": 0}], "count": 0}"#))
        }
    }
}
