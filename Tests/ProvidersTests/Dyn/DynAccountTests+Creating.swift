import ServiceCore
import TestSupport
import Testing

/// Accounts and keys that are made, and accounts that go.
extension DynAccountTests {
    @Test func `a new account is made with everything that Dyn wants, its key shown once`() async throws {
        let server = try await ScriptedServer.dyn()
        let outcome = try await HostedDriver(dyn: server).create(
            .account,
            [
                "username": "ops@shop.example", "password": " p ss", "company": "Shop",
                "phone": "1 603 555 0100", "country": "US", "time_zone": "-5.00", "track_opens": "yes",
            ])
        #expect(
            server.posted == [
                "accounts username=ops%40shop.example&companyname=Shop&phone=1%20603%20555%200100&country=US"
                    + "&timezone=-5.00&trackopens=1&tracklinks=0&trackunsubscribes=0&password=%20p%20ss"
            ])
        #expect(outcome.revealed.first?.secret.matches("1e...") == true)
        #expect(!"\(outcome)".contains("1e..."))
    }

    @Test func `a taken user name is told on its form line`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer(
            "POST", "/rest/json/accounts", .json(DynFixture.bad(453, "Object Already Exists"), status: 453))
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).create(
                .account, ["username": "ops@shop.example", "password": "p", "company": "S", "phone": "1"])
        }
        #expect(error?.code == .conflict)
        #expect(error?.field == "username")
    }

    @Test func `a 452 marks the form line that it names`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer(
            "POST", "/rest/json/accounts",
            .json(
                DynFixture.bad(452, "Missing or Invalid Required Fields", data: #"["timezone is invalid"]"#),
                status: 452))
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.list(.account).first)
        let error = await #expect(throws: ServiceError.self) {
            try await board.edit(row, ["time_zone": "9.00"])
        }
        #expect(error?.code == .invalid)
        #expect(error?.field == "time_zone")
    }

    @Test(arguments: [
        ("username", "no address"), ("password", ""), ("company", ""), ("phone", ""), ("country", "Spain"),
        ("time_zone", "UTC"), ("bounce_url", "ftp://x"), ("x_header_2", "Order"), ("city", "a\u{0A}b"),
    ])
    func `what Dyn would refuse is refused before anything is sent`(
        _ field: FieldID, _ text: String
    ) async throws {
        let server = try await ScriptedServer.dyn()
        var values = ["username": "new@shop.example", "password": "p", "company": "Shop", "phone": "1"]
        values[field] = text
        let wrong = values
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).create(.account, wrong)
        }
        #expect(error?.code == .invalid)
        #expect(error?.field == field)
        #expect(server.requests.isEmpty)
    }

    @Test func `a new key is asked for with nothing else, and shown once`() async throws {
        let server = try await ScriptedServer.dyn()
        let outcome = try await HostedDriver(dyn: server).act("new-key", .account, "ops@shop.example")
        #expect(server.posted == ["accounts username=ops%40shop.example&generatenewapikey=1"])
        #expect(outcome.revealed.first?.secret.matches("1e...") == true)
        #expect(outcome.reversal == nil)
        #expect(!outcome.message.contains("this connection"))
    }

    @Test func `a new key for the connection's own account says that the old one must go`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "accounts", DynFixture.accounts.replacing("0f...", with: DynFixture.key))
        let outcome = try await HostedDriver(dyn: server).act("new-key", .account, "ops@shop.example")
        #expect(outcome.message.contains("put the new one into its credentials"))
    }

    @Test func `an account is deleted by its user name, after its name was typed`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.list(.account).first)
        #expect(try board.operations(.account).delete?.confirmation(row) == .name("ops@shop.example"))
        try await board.delete(.account, "ops@shop.example")
        #expect(server.posted == ["accounts/delete username=ops%40shop.example"])
    }
}
