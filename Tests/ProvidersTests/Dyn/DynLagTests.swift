import Foundation
import ServiceCore
import Synchronization
import TestSupport
import Testing

/// Dyn's pages say that a write may take minutes to show: edits and undos build on what was written.
@Suite struct DynLagTests {
    /// A Dyn of many accounts whose reads lag three minutes.
    private final class Late: Sendable {
        let server: ScriptedServer
        let board: HostedDriver
        let clock = SteppingClock()
        /// Whether the list has its last account first.
        let isReversed = Mutex(false)
        private let opens = Mutex([String: Int]())

        init(accounts: Int = 3, lag: Duration = .seconds(180), memory: String? = nil) async throws {
            server = try await ScriptedServer.dyn()
            board = try HostedDriver(dyn: server, clock: clock, memory: memory)
            server.answer("GET", "/rest/json/accounts") { request in
                let start = Int(request.query["startindex"] ?? "") ?? 0
                let isReversed = self.isReversed.withLock { $0 }
                let items = (start..<min(start + 25, accounts)).map {
                    self.item(Self.name(isReversed ? accounts - 1 - $0 : $0))
                }
                return .json(DynFixture.good(#"{"accounts": [\#(items.joined(separator: ","))]}"#))
            }
            server.answer("POST", "/rest/json/accounts") { request in
                let name = request.form["username"] ?? ""
                if let flag = request.form["trackopens"] { self.opens.withLock { $0[name] = Int(flag) } }
                return .json(DynFixture.good(self.item(name)))
            }
            server.behave(.lagging(by: lag, now: { self.clock.passed }), isWrite: { $0.method == "POST" })
        }

        static func name(_ number: Int) -> String { "a\(number)@shop.example" }

        private func item(_ name: String) -> String {
            #"{"username": "\#(name)", "phone": "1", "trackopens": \#(flag(name))}"#
        }

        /// The flag as the platform has it.
        func flag(_ name: String) -> Int { opens.withLock { $0[name] ?? 0 } }

        func toggle(_ action: String, _ number: Int = 0) async throws -> EditOutcome {
            try await board.act(action, .account, Self.name(number))
        }

        /// What the board's list shows, and whether it is marked.
        func shown(_ number: Int = 0) async throws -> (value: FieldValue, isUnseen: Bool) {
            let rows = try await board.list(.account)
            let row = try #require(rows.first { $0.name == Self.name(number) })
            return (row["track_opens"], row.unseen.contains("track_opens"))
        }
    }

    @Test func `the list shows what was written, marked until Dyn shows it`() async throws {
        let late = try await Late()
        _ = try await late.board.list(.account)
        _ = try await late.toggle("track-opens")
        #expect(try await late.shown() == (.flag(true), true))
        late.clock.pass(181)
        #expect(try await late.shown() == (.flag(true), false))
    }

    @Test func `edits and undos in the lag end with what was wished`() async throws {
        let late = try await Late()
        _ = try await late.board.list(.account)
        let first = try await late.toggle("track-opens")
        late.clock.pass(20)
        _ = try await #require(first.reversal).undo()
        #expect(late.flag(Late.name(0)) == 0)
        #expect(try await late.shown().value == .flag(false))
        late.clock.pass(20)
        let second = try await late.toggle("track-opens")
        let third = try await late.toggle("untrack-opens")
        _ = try await #require(third.reversal).undo()
        _ = try await #require(second.reversal).undo()
        _ = try await late.toggle("track-opens")
        #expect(late.flag(Late.name(0)) == 1)
        for _ in 0..<12 {
            late.clock.pass(30)
            #expect(try await late.shown().value == .flag(true), "it never springs back")
        }
    }

    @Test func `a toggle costs one page and one call, however long the list is`() async throws {
        let late = try await Late(accounts: 2000, lag: .zero)
        _ = try await late.board.list(.account)
        let before = late.server.requests.count
        let outcome = try await late.toggle("track-opens", 1990)
        #expect(late.server.requests.count == before + 2)
        #expect(late.server.asked("GET", "accounts").last?.query["startindex"] == "1975")
        _ = try await #require(outcome.reversal).undo()
        #expect(late.server.requests.count == before + 4)
        #expect(late.flag(Late.name(1990)) == 0)
    }

    @Test func `a toggle of the next process costs no walk through the list`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "known.json").path
        let late = try await Late(accounts: 2000, lag: .zero, memory: path)
        #expect(try await late.board.find(.account, Late.name(1990)) != nil)
        let next = try HostedDriver(dyn: late.server, clock: late.clock, memory: path)
        let before = late.server.requests.count
        #expect(try await next.find(.account, Late.name(1990)) != nil)
        try await next.act("track-opens", .account, Late.name(1990))
        #expect(late.server.requests.count == before + 3, "a page to find it, one to edit it, the edit")
        late.isReversed.withLock { $0 = true }
        let later = try HostedDriver(dyn: late.server, clock: late.clock, memory: path)
        #expect(try await later.find(.account, Late.name(1990)) != nil, "it stands elsewhere by now")
        #expect(try await later.find(.account, Late.name(2001)) == nil)
    }

    @Test func `a form costs no walk through the list either`() async throws {
        let late = try await Late(accounts: 2000, lag: .zero)
        let rows = try await late.board.list(.account)
        let row = try #require(rows.first { $0.name == Late.name(1990) })
        let before = late.server.asked("GET", "accounts").count
        try await late.board.edit(row, ["phone": "2"])
        #expect(late.server.asked("GET", "accounts").count <= before + 2)
    }
}
