import ServiceCore
import Synchronization
import TestSupport
import Testing

/// Dyn's accounts (`Providers/Dyn/WIRE.md` §5).
@Suite struct DynAccountTests {
    func account(_ row: Row?) throws -> Account { try #require(row?.resource as? Account) }

    @Test func `a listed account has what its item says, and the cap that stands beside the list`()
        async throws
    {
        let server = try await ScriptedServer.dyn()
        let row = try await HostedDriver(dyn: server).list(.account).first
        let account = try account(row)
        #expect(account.username == "ops@shop.example")
        #expect(account.companyName == "Shop")
        #expect(account.phone == "1 603 555 0100")
        #expect(account.tracking.opens == true)
        #expect(account.tracking.links == false)
        #expect(account.apiKey?.matches("0f...") == true)
        #expect(account.emailCap == 50000)
        #expect(account.created == DateReading.instant("2026-01-05T09:00:00+00:00"))
        let asked = try #require(server.asked("GET", "accounts").first)
        #expect(asked.query.names == ["apikey", "startindex"])
        #expect(asked.query["startindex"] == "0")
    }

    @Test func `every page of 25 is read`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("GET", "/rest/json/accounts") { request in
            let start = Int(request.query["startindex"] ?? "") ?? -1
            let items = (start..<min(start + 25, 60)).map { #"{"username": "u\#($0)@x.com"}"# }
            return .json(DynFixture.good(#"{"accounts": [\#(items.joined(separator: ","))], "emailcap": 1}"#))
        }
        #expect(try await HostedDriver(dyn: server).list(.account).count == 60)
        #expect(server.asked("GET", "accounts").map { $0.query["startindex"] } == ["0", "25", "50"])
    }

    @Test func `a page that comes again is an error and no endless loop`() async throws {
        let server = try await ScriptedServer.dyn()
        let items = (0..<25).map { #"{"username": "u\#($0)@x.com"}"# }.joined(separator: ",")
        server.data("GET", "accounts", #"{"accounts": [\#(items)], "emailcap": 1}"#)
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).list(.account)
        }
        #expect(error?.code == .malformedAnswer)
        #expect(error?.message.contains("same page of accounts") == true)
        #expect(server.requests.count == 2)
    }

    /// As the messages sent do while the pages are read.
    @Test func `a page that comes again with other counters is an error and no endless loop`() async throws {
        let server = try await ScriptedServer.dyn()
        let sent = Mutex(0)
        server.answer("GET", "/rest/json/accounts") { _ in
            let count = sent.withLock { sent in
                sent += 1
                return sent
            }
            // Should it be read on and on, it comes to an end all the same.
            let items = (0..<(count < 20 ? 25 : 1)).map {
                #"{"username": "u\#($0)@x.com", "emailsent": \#(count)}"#
            }
            return .json(DynFixture.good(#"{"accounts": [\#(items.joined(separator: ","))], "emailcap": 1}"#))
        }
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).list(.account)
        }
        #expect(error?.code == .malformedAnswer)
        #expect(error?.message.contains("same page of accounts") == true)
        #expect(server.requests.count == 2)
    }

    @Test func `an account looked up has its header names, read with its own key`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let account = try account(try await board.find(.account, "ops@shop.example"))
        #expect(account.xHeaders == ["", "", "X-Order", ""])
        #expect(server.asked("GET", "accounts/xheaders").first?.query["apikey"] == "0f...")
        let listed = try self.account(try await board.list(.account).first)
        #expect(listed.xHeaders == ["", "", "X-Order", ""])
        #expect(try await board.find(.account, "nobody@shop.example") == nil)
    }

    @Test func `a toggle writes its flag alone, and u takes it back`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let outcome = try await board.act("track-links", .account, "ops@shop.example")
        #expect(server.posted == ["accounts username=ops%40shop.example&tracklinks=1"])
        #expect(outcome.message == "ops@shop.example: links are tracked")
        #expect(try account(outcome.rows.first).tracking.links == true)
        server.data("GET", "accounts", #"{"accounts": [\#(DynFixture.account)], "emailcap": 50000}"#)
        _ = try await #require(outcome.reversal).undo()
        #expect(server.posted.last == "accounts username=ops%40shop.example&tracklinks=0")
    }

    @Test func `undo is refused where the flag has been changed since`() async throws {
        let server = try await ScriptedServer.dyn()
        let clock = SteppingClock()
        let outcome = try await HostedDriver(dyn: server, clock: clock).act(
            "track-links", .account, "ops@shop.example")
        // The list still answers `"tracklinks": 0` after any lag: somebody has taken it back already.
        clock.pass(601)
        let reversal = try #require(outcome.reversal)
        let error = await #expect(throws: ServiceError.self) { try await reversal.undo() }
        #expect(error?.code == .conflict)
        #expect(server.posted.count == 1)
    }

    @Test func `an edit writes what was changed alone, under old and new names`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.list(.account).first)
        let outcome = try await board.edit(
            row, ["city": "Concord", "bounce_url": "https://shop.example/b", "x_header_1": "X-Shop"])
        #expect(
            server.posted == [
                "accounts username=ops%40shop.example&city=Concord&bounceurl=https%3A%2F%2Fshop.example%2Fb"
                    + "&bounce_url=https%3A%2F%2Fshop.example%2Fb",
                "accounts/xheaders apikey=0f...&xheader1=X-Shop",
            ])
        let account = try account(outcome.rows.first)
        #expect(account.address.city == "Concord")
        #expect(account.emailsSent == 12)
        #expect(account.userType == "sub")
        #expect(account.maxSampleCount == 5)
        #expect(account.bouncePostback.isActive == nil)
    }

    @Test func `an edit of what the list does not tell is kept, and has no undo`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.list(.account).first)
        let outcome = try await board.edit(row, ["city": "Concord"])
        #expect(try account(try await board.list(.account).first).address.city == "Concord")
        #expect(outcome.reversal == nil)
        #expect(outcome.finality == "Dyn had not told what it was before")
    }

    @Test func `a postback is silenced without losing its URL`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        server.data("GET", "accounts", #"{"accounts": [\#(DynFixture.account)], "emailcap": 50000}"#)
        let row = try #require(try await board.list(.account).first)
        #expect(try account(row).bouncePostback.isActive == nil)
        try await board.edit(row, ["bounce_url_active": "no"])
        #expect(server.posted == ["accounts username=ops%40shop.example&bounce_url_active=0"])
    }

    @Test func `what somebody else has changed meanwhile is not overwritten`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.list(.account).first)
        let update = try #require(try board.operations(.account).update)
        var values = try await update.form(row).initialValues
        values["company"] = "Shop Ltd"
        let changed = DynFixture.accounts.replacing(
            #""companyname": "Shop""#, with: #""companyname": "Shoppe""#)
        server.data("GET", "accounts", changed)
        let error = await #expect(throws: ServiceError.self) { try await update.submit(row, values) }
        #expect(error?.code == .conflict)
        #expect(error?.message.contains("“Shoppe”") == true)
        #expect(server.posted.isEmpty)
    }
}
