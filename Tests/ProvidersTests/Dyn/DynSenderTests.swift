import ServiceCore
import TestSupport
import Testing

/// Dyn's approved senders (`Providers/Dyn/WIRE.md` §6).
@Suite struct DynSenderTests {
    private func sender(_ row: Row?) throws -> ApprovedSender {
        try #require(row?.resource as? ApprovedSender)
    }

    @Test func `a listed sender's state is unknown until it is asked for, and stays known then`() async throws
    {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.list(.sender).first)
        #expect(row["state"].plainText == "unknown")
        #expect(try sender(row).address == "a@x.com")
        let outcome = try await board.act("check", .sender, "a@x.com")
        #expect(outcome.message == "a@x.com is ready")
        #expect(outcome.isAsWished)
        #expect(
            outcome.findings == [
                "DKIM wants a TXT record at sel1._domainkey.x.com: k=rsa; p=...",
                "SPF wants a TXT record at x.com: v=spf1 include:... ~all",
            ])
        let again = try sender(try await board.list(.sender).first)
        #expect(again.isReady == true)
        #expect(again.dkimSelector == "sel1")
        #expect(again.checked == SteppingClock.start)
        #expect(server.asked("GET", "senders/status").first?.query["emailaddress"] == "a@x.com")
        #expect(server.posted.isEmpty)
    }

    /// §6: the client takes the last value of the object, whatever its name.
    @Test(arguments: [(#"{"status": 0}"#, false), (#"{"ready": 1}"#, true), (#"{"status": "1"}"#, true)])
    func `the status is the one value there is, under any name`(_ data: String, _ isReady: Bool) async throws
    {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "senders/status", data)
        let row = try await HostedDriver(dyn: server).find(.sender, "a@x.com")
        #expect(try sender(row).isReady == isReady)
    }

    /// As where its key is pressed again before the first answer has come.
    @Test func `what the edit before it has done is not sent again`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        _ = try await board.act("seed", .sender, "a@x.com")
        let again = try await board.act("seed", .sender, "a@x.com")
        #expect(!again.isEdit && again.message == "a@x.com: already seeded")
        #expect(server.posted.count == 1)
    }

    @Test(arguments: [404, 452])
    func `an unknown sender is not found`(_ status: Int) async throws {
        let server = try await ScriptedServer.dyn()
        server.answer(
            "GET", "/rest/json/senders/details", .json(DynFixture.bad(status, "Not Found"), status: status))
        #expect(try await HostedDriver(dyn: server).find(.sender, "b@x.com") == nil)
    }

    /// A 404 may mean the call, and `[]` is what stands where there is nothing to say: the list knows.
    @Test(arguments: [
        ScriptedAnswer.json(DynFixture.bad(404, "Not Found"), status: 404), .status(405),
        .json(DynFixture.good("[]")),
        .json(DynFixture.good("{}")),
    ])
    func `a sender whose details are not told is one where the list has it`(_ details: ScriptedAnswer)
        async throws
    {
        let server = try await ScriptedServer.dyn()
        server.answer("GET", "/rest/json/senders/details", details)
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.find(.sender, "a@x.com"))
        #expect(row["state"].plainText == "ready" && row["dkim_selector"] == .none)
        #expect(try await board.find(.sender, "b@x.com") == nil)
        #expect(try await board.act("seed", .sender, "a@x.com").message == "a@x.com: seeding on")
    }

    @Test(arguments: ["[]", "{}", "null", #"{"status": null}"#, #"{"status": "perhaps"}"#])
    func `a status that is not told is unknown, and hides nothing else`(_ data: String) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "senders/status", data)
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.find(.sender, "a@x.com"))
        #expect(row["state"].plainText == "unknown" && row["dkim_selector"].plainText == "sel1")
        let outcome = try await board.act("check", .sender, "a@x.com")
        #expect(outcome.message == "a@x.com may be ready or not: Dyn does not tell" && !outcome.isAsWished)
    }

    @Test func `a new sender is made, then given its DKIM selector`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer(
            "GET", "/rest/json/senders/details",
            .json(DynFixture.bad(452, "Missing or Invalid Required Fields"), status: 452))
        let outcome = try await HostedDriver(dyn: server).create(
            .sender, ["address": "a@x.com", "seeding": "yes", "dkim_selector": "sel1"])
        #expect(
            server.posted == [
                "senders emailaddress=a%40x.com&seeding=1", "senders/dkim emailaddress=a%40x.com&dkim=sel1",
            ])
        #expect(try sender(outcome.rows.first).dkimValue == "k=rsa; p=...")
        #expect(try sender(outcome.rows.first).spf == "v=spf1 include:... ~all")
        let undone = try await outcome.reversal?.undo()
        #expect(undone?.message == "undone: create a@x.com")
        #expect(server.posted.last == "senders/delete emailaddress=a%40x.com")
    }

    @Test func `a sender that there is is not made again, since the call would change it`() async throws {
        let server = try await ScriptedServer.dyn()
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).create(.sender, ["address": "a@x.com", "seeding": "yes"])
        }
        #expect(error?.code == .conflict)
        #expect(error?.field == "address")
        #expect(server.posted.isEmpty)
    }

    @Test(arguments: [("address", "a@x"), ("dkim_selector", "s.1")])
    func `a wrong address or selector is refused before anything is sent`(
        _ field: FieldID, _ text: String
    ) async throws {
        let server = try await ScriptedServer.dyn()
        let values = ["address": "a@x.com"].merging([field: text]) { $1 }
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).create(.sender, values)
        }
        #expect(error?.field == field)
        #expect(server.requests.isEmpty)
    }

    @Test func `seeding goes on and back`() async throws {
        let server = try await ScriptedServer.dyn()
        let seeded = DynFixture.sender.replacing(#""seeding": 0"#, with: #""seeding": 1"#)
        server.data("POST", "senders", seeded, DynFixture.sender)
        server.data("GET", "senders/details", DynFixture.sender, seeded)
        let outcome = try await HostedDriver(dyn: server).act("seed", .sender, "a@x.com")
        #expect(try sender(outcome.rows.first).isSeeded == true)
        _ = try await #require(outcome.reversal).undo()
        #expect(
            server.posted == [
                "senders emailaddress=a%40x.com&seeding=1", "senders emailaddress=a%40x.com&seeding=0",
            ])
    }

    @Test func `seeding approves no sender anew that is gone`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer(
            "GET", "/rest/json/senders/details",
            .json(DynFixture.bad(452, "Missing or Invalid Required Fields"), status: 452))
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).act("seed", .sender, "a@x.com")
        }
        #expect(error?.code == .notFound)
        #expect(server.posted.isEmpty)
    }

    @Test func `the audit trail tells of seeding alone, though the edit learns more`() async throws {
        let (server, trail) = (try await ScriptedServer.dyn(), KeptTrail())
        let board = HostedDriver(
            dyn: try HostedDriver(dyn: server).connection.audited(by: trail, who: "kim@console") {
                SteppingClock.start
            })
        // Of the key and the records only the details tell, which the edit reads.
        #expect(try await board.list(.sender).first?["dkim_selector"] == FieldValue.none)
        try await board.act("seed", .sender, "a@x.com")
        #expect(trail.entries.last?.changes.map(\.field) == ["seeding"])
    }

    @Test func `a new selector cannot be undone, and none cannot be asked for`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.list(.sender).first)
        #expect(try await board.edit(row, ["dkim_selector": "sel2"]).reversal == nil)
        #expect(server.posted == ["senders/dkim emailaddress=a%40x.com&dkim=sel2"])
        let error = await #expect(throws: ServiceError.self) {
            try await board.edit(row, ["dkim_selector": ""])
        }
        #expect(error?.code == .unsupported)
        #expect(error?.field == "dkim_selector")
    }
}
