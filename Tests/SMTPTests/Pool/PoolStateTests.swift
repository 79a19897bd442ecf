import Testing

@testable import SMTP

@Suite struct PoolStateTests {
    private func state(_ sessions: Int = 3, login: RelayLogin? = nil) -> PoolState {
        var options = PoolOptions()
        options.session.login = login
        options.probePatience = .seconds(5)
        options.sessions = sessions
        options.mostSessions = sessions
        options.pauseAfterRefusal = .seconds(30)
        return PoolState(options)
    }

    private func tickets(_ ids: ClosedRange<Int64>, batch: Int = 1) throws -> [PoolTicket] {
        try ids.map { PoolTicket(transaction: try .test($0), batch: batch, told: { _ in }) }
    }

    @Test func `as many sessions are opened as there are messages, and no more than there may be`() throws {
        var state = state()
        #expect(state.submit(try tickets(1...2), at: .zero)?.open == [1, 2])
        #expect(state.submit(try tickets(3...9), at: .zero)?.open == [3])
        #expect(state.submit(try tickets(10...10), at: .zero) == PoolState.Step())
    }

    @Test func `sessions take messages in their order, and wait when there is none`() throws {
        var state = state(1)
        _ = state.submit(try tickets(1...2), at: .zero)
        _ = state.opened(1, at: .zero)
        #expect(state.next(for: 1)?.transaction.id == 1)
        #expect(state.next(for: 1)?.transaction.id == 2)
        #expect(state.next(for: 1) == nil)
        #expect(state.busyCount == 0)
        #expect(state.submit(try tickets(3...4), at: .zero) == PoolState.Step(wake: [1]))
        #expect(state.submit(try tickets(5...5), at: .zero) == PoolState.Step())
        #expect(state.next(for: 1)?.transaction.id == 3)
    }

    @Test func `one that is idle is woken before another is opened`() throws {
        var state = state()
        _ = state.submit(try tickets(1...1), at: .zero)
        _ = state.opened(1, at: .zero)
        _ = state.next(for: 1)
        _ = state.next(for: 1)
        #expect(state.submit(try tickets(2...3), at: .zero) == PoolState.Step(wake: [1], open: [2]))
    }

    @Test func `without any session everybody hears why, and then one tries before others do`() throws {
        var state = state()
        _ = state.submit(try tickets(1...9), at: .zero)
        #expect(state.refused(1, at: .zero).isEmpty)
        #expect(state.refused(2, at: .zero).isEmpty)
        #expect(state.refused(3, at: .zero).map(\.transaction.id) == Array(1...9))
        #expect(state.submit(try tickets(10...19), at: .zero)?.open == [4])
        #expect(state.submit(try tickets(20...29), at: .zero)?.open == [])
        #expect(state.opened(4, at: .zero).open == [5, 6])
    }

    private static let login = RelayLogin(user: "kim") { "secret" }

    @Test func `a password is tried by one session, and by others once that one stands`() throws {
        var state = state(login: Self.login)
        #expect(state.submit(try tickets(1...9), at: .zero) == PoolState.Step(open: [1], again: .seconds(5)))
        #expect(state.submit(try tickets(10...10), at: .seconds(1)) == PoolState.Step())
        #expect(state.opened(1, at: .seconds(2)).open == [2, 3])
    }

    @Test func `a wrong one costs one try, and the next time one again`() throws {
        var state = state(login: Self.login)
        _ = state.submit(try tickets(1...9), at: .zero)
        #expect(state.refused(1, at: .zero).count == 9)
        #expect(state.submit(try tickets(10...19), at: .seconds(60))?.open == [2])
    }

    @Test func `one that hangs as it logs in holds up the others for a while only`() throws {
        var state = state(login: Self.login)
        _ = state.submit(try tickets(1...9), at: .zero)
        #expect(state.again(at: .seconds(5)).open == [2, 3])
    }

    @Test func `after a rest in which all sessions closed one logs in before others do`() throws {
        var state = state(login: Self.login)
        _ = state.submit(try tickets(1...1), at: .zero)
        _ = state.opened(1, at: .zero)
        _ = state.next(for: 1)
        _ = state.ended(1, at: .seconds(30))
        #expect(state.submit(try tickets(2...9), at: .seconds(60))?.open == [2])
    }

    @Test func `a relay that takes only some is asked again a while later, even if nothing else happens`()
        throws
    {
        var state = state()
        _ = state.submit(try tickets(1...9), at: .zero)
        _ = state.opened(1, at: .zero)
        #expect(state.refused(2, at: .zero).isEmpty)
        #expect(state.refused(3, at: .zero).isEmpty)
        let step = try #require(state.submit(try tickets(10...19), at: .seconds(10)))
        #expect(step == PoolState.Step(again: .seconds(20)))
        // Once is enough.
        #expect(state.submit(try tickets(20...20), at: .seconds(29)) == PoolState.Step())
        #expect(state.again(at: .seconds(30)).open == [4, 5])
    }

    @Test func `one that ends is replaced as long as messages wait`() throws {
        var state = state(1)
        _ = state.submit(try tickets(1...2), at: .zero)
        _ = state.opened(1, at: .zero)
        _ = state.next(for: 1)
        #expect(state.ended(1, at: .zero).open == [2])
        #expect(state.ended(1, at: .zero) == PoolState.Step())
        _ = state.opened(2, at: .zero)
        _ = state.next(for: 2)
        #expect(state.ended(2, at: .zero) == PoolState.Step())
        #expect(state.next(for: 2) == nil)
        #expect(state.openCount == 0)
    }

    @Test func `a batch is taken back alone, and after the end nothing is taken`() throws {
        var state = state(1)
        let first = state.newBatch()
        let second = state.newBatch()
        _ = state.submit(try tickets(1...3, batch: first), at: .zero)
        _ = state.submit(try tickets(4...5, batch: second), at: .zero)
        _ = state.opened(1, at: .zero)
        #expect(state.next(for: 1)?.transaction.id == 1)
        #expect(state.withdraw(batch: first).map(\.transaction.id) == [2, 3])
        #expect(state.next(for: 1)?.transaction.id == 4)
        #expect(state.stop().map(\.transaction.id) == [5])
        #expect(state.submit(try tickets(6...6), at: .zero) == nil)
    }

    @Test func `a long queue keeps its order`() throws {
        var state = state(1)
        _ = state.submit(try tickets(1...10_000), at: .zero)
        _ = state.opened(1, at: .zero)
        for id in Int64(1)...6000 { #expect(state.next(for: 1)?.transaction.id == id) }
        _ = state.submit(try tickets(10_001...10_010), at: .zero)
        for id in Int64(6001)...10_010 { #expect(state.next(for: 1)?.transaction.id == id) }
        #expect(state.waitingCount == 0)
    }
}
