import Platform
import ServiceCore
import Testing

@testable import PlatformServer

@Suite(.timeLimit(.minutes(2))) struct BodyBudgetTests {
    @Test func `what is held is counted for all, and apart for strangers`() {
        let budget = BodyBudget(limit: 100, unknownLimit: 40)
        let stranger = budget.share()
        let member = budget.share()
        #expect(stranger.take(40) && !stranger.take(1))
        member.know()
        #expect(member.take(60) && !member.take(1))
    }

    @Test func `who becomes known makes room for other strangers, who is answered for all`() {
        let budget = BodyBudget(limit: 100, unknownLimit: 40)
        let first = budget.share()
        #expect(first.take(40))
        first.know()
        do {
            let second = budget.share()
            #expect(second.take(40) && !second.take(1))
        }
        let third = budget.share()
        #expect(third.take(40) && !third.take(1))
    }

    private func head(_ path: String, _ fields: String...) -> String {
        "POST \(path) HTTP/1.1\r\nhost: x\r\n" + fields.map { "\($0)\r\n" }.joined() + "\r\n"
    }

    private static let long = RequestIntake.opening + 1

    @Test(arguments: [("/v1/contacto/", 403), ("/api/campaigns/", 401), ("/v1.0/nothing", 404)])
    func `a long body without a right key in the head is not read`(path: String, status: Int) async throws {
        try await ServerDesk().serving { url in
            let text = try await RawConnection(url).talk(head(path, "content-length: \(Self.long)"))
            #expect(RawAnswer(text).statuses == [status])
        }
    }

    /// What comes before the rest of a body that never comes.
    private func beginning(_ start: String) -> String {
        start + String(repeating: "x", count: Self.long)
    }

    @Test(arguments: [
        ("/rest/json/send", "apikey=00000000000000000000000000000000&bodytext=", 451),
        ("/v1.0/messages/sendMail", #"{"owner_id": "1", "token": "0", "message": {"text": ""#, 401),
    ])
    func `a wrong key at the beginning of a long body ends it`(
        path: String, start: String, status: Int
    ) async throws {
        try await ServerDesk().serving { url in
            let text = try await RawConnection(url).talk(
                head(path, "content-length: 20000000") + beginning(start))
            #expect(RawAnswer(text).statuses == [status])
        }
    }

    @Test(arguments: [
        ("/rest/json/send", "bodytext=", 503), ("/v1.0/messages/sendMail", #"{"message": {"text": ""#, 503),
    ])
    func `long bodies of strangers find no room beyond theirs`(
        path: String, start: String, status: Int
    ) async throws {
        let desk = try await ServerDesk()
        var options = ServerDesk.options
        options.unknownBodyBudget = 100_000
        try await desk.serving(options) { url in
            let text = try await RawConnection(url).talk(
                head(path, "content-length: 20000000") + beginning(start))
            #expect(RawAnswer(text).statuses == [status])
            #expect(text.lowercased().contains("retry-after: 5"))
        }
    }

    @Test func `a long body with a right key at its beginning is read to its end`() async throws {
        let desk = try await ServerDesk()
        let account = try await desk.account()
        var options = ServerDesk.options
        options.unknownBodyBudget = RequestIntake.opening + 70_000
        try await desk.serving(options) { url in
            let body =
                "apikey=\(account.apiKey.reveal())&emailaddress=a%40shop.example&x="
                + String(repeating: "x", count: 400_000)
            let text = try await RawConnection(url).talk(
                head("/rest/json/senders", "connection: close", "content-length: \(body.utf8.count)") + body)
            #expect(RawAnswer(text).statuses == [200])
        }
    }

    @Test func `who is known finds room where strangers have taken theirs`() async throws {
        let desk = try await ServerDesk()
        let account = try await desk.account()
        var options = ServerDesk.options
        options.unknownBodyBudget = 0
        try await desk.serving(options) { url in
            let body = #"{"email": "kim@shop.example"}"#
            let length = "content-length: \(body.utf8.count)"
            let known = try await RawConnection(url).talk(
                head(
                    "/v1/contacto/", "authorization: \(account.apiKey.reveal())", "connection: close", length)
                    + body)
            #expect(RawAnswer(known).statuses == [200])
            let unknown = try await RawConnection(url).talk(head("/v1.0/settings/listSmtp", length) + body)
            #expect(RawAnswer(unknown).statuses == [503])
        }
    }

    @Test func `a form of countless fields is refused`() async throws {
        try await ServerDesk().serving { url in
            let body = String(repeating: "a&", count: 30_000)
            let text = try await RawConnection(url).talk(
                head("/rest/json/senders", "connection: close", "content-length: \(body.utf8.count)") + body)
            #expect(RawAnswer(text).statuses == [452])
        }
    }
}
