import TestSupport
import Testing

@testable import SMTP

/// Cases S6, S7.
@Suite struct RelayPoolTests {
    @Test func `every message arrives once, over as many sessions as there may be`() async throws {
        let world = try await PoolWorld()
        let outcomes = try await world.send(1...500)
        #expect(outcomes.count == 500)
        #expect(outcomes.values.allSatisfy { $0.fault == nil })
        #expect(world.taken == Dictionary(uniqueKeysWithValues: (Int64(1)...500).map { ($0, 1) }))
        #expect((1...4).contains(world.relay.sessionCount))
        let figures = world.pool.figures
        #expect(figures.waitingMessages == 0)
        #expect(figures.latency != nil)
        #expect(figures.facts?.capabilities.dsn == true)
        await world.pool.stop()
        #expect(world.pool.figures.openSessions == 0)
        await world.relay.deserted()
    }

    @Test func `what finds no session in time comes back, and what has one stays`() async throws {
        let world = try await PoolWorld(RelayScript(rules: [.at(.dot, 1, .silence)]), sessions: 1)
        let received = Results()
        let transactions = try PoolWorld.transactions(1...20)
        let handOver = Task {
            await world.pool.handOver(transactions, waitingFor: .seconds(2)) { received.add($0) }
        }
        await world.relay.reached(.dot)
        world.alarms.advance(by: .seconds(2))
        await received.reached(19)
        #expect(received.all.values.allSatisfy { $0.fault == DeliveryFault(.mail, .cancelled) })
        await world.alarms.passing { await world.pool.stop() }
        await handOver.value
        #expect(received.all.values.count { $0.isUnknown } == 1)
    }

    @Test func `sessions are kept for the next messages`() async throws {
        let world = try await PoolWorld(sessions: 1)
        for id in Int64(1)...5 { _ = try await world.send(id...id) }
        #expect(world.relay.sessionCount == 1)
        #expect(world.relay.accepted.count == 5)
        await world.pool.stop()
    }

    @Test(arguments: [RelayPoint.greeting, .hello, .mail, .rcpt, .data, .dot])
    func `a session that hangs holds up its own message alone`(_ point: RelayPoint) async throws {
        let world = try await PoolWorld(RelayScript(rules: [.at(point, 1, .silence)]))
        let received = Results()
        for transaction in try PoolWorld.transactions(1...100) {
            world.pool.submit([transaction]) { received.add($0) }
        }
        let isBeforeMessages = point == .greeting || point == .hello
        await received.reached(isBeforeMessages ? 100 : 99)
        #expect(world.relay.accepted.count == (isBeforeMessages ? 100 : 99))
        if point == .dot {
            await world.alarms.passing { await world.pool.stop() }
        } else {
            await world.pool.stop()
        }
        await received.reached(100)
        #expect(received.all.values.count { $0.isUnknown } == (point == .dot ? 1 : 0))
        #expect(received.all.values.count { $0.fault != nil } == (isBeforeMessages ? 0 : 1))
    }

    @Test func `a session is renewed after so many messages`() async throws {
        let world = try await PoolWorld(sessions: 1) { $0.messagesPerSession = 5 }
        let outcomes = try await world.send(1...12)
        #expect(outcomes.values.allSatisfy { $0.fault == nil })
        #expect(world.relay.accepted.map(\.session) == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3])
        await world.pool.stop()
        await world.relay.deserted()
        #expect(world.relay.lines(of: 1).last == "QUIT")
    }

    @Test func `and after so long`() async throws {
        let world = try await PoolWorld(sessions: 1) { $0.sessionAge = .seconds(300) }
        _ = try await world.send(1...1)
        world.alarms.advance(by: .seconds(299))
        _ = try await world.send(2...2)
        world.alarms.advance(by: .seconds(1))
        _ = try await world.send(3...3)
        #expect(world.relay.accepted.map(\.session) == [1, 1, 2])
        await world.pool.stop()
    }

    @Test func `without work the sessions close, and nothing is set to wake anybody`() async throws {
        let world = try await PoolWorld(sessions: 1)
        _ = try await world.send(1...100)
        await world.alarms.passing { await world.relay.deserted() }
        await world.pool.stop()
        #expect(world.alarms.count == 0)
        #expect(world.relay.commands.count { $0.line == "QUIT" } == world.relay.sessionCount)
    }

    @Test func `a relay that is away costs few attempts, and one asks before all come back`() async throws {
        let world = try await PoolWorld()
        try await world.relay.stop()
        let refused = DeliveryFault(.connect, .unreachable("it does not accept connections"))
        #expect(try await world.send(1...100).values.allSatisfy { $0 == .failed(refused) })
        #expect(refused.scope == .relay)
        let gate = Gate()
        let back = try await FaultRelay(
            RelayScript(rules: [.at(.greeting, 1, .reply(220, "back").after(gate))]), port: world.relay.port)
        let results = Results()
        world.pool.submit(try PoolWorld.transactions(101...200)) { results.add($0) }
        await back.reached(.greeting)
        world.pool.submit(try PoolWorld.transactions(201...300)) { results.add($0) }
        #expect(back.sessionCount == 1)
        gate.open()
        await results.reached(200)
        #expect(results.all.values.allSatisfy { $0.fault == nil })
        #expect(back.accepted.count == 200)
        #expect(back.sessionCount <= 4)
        await world.pool.stop()
    }

    @Test func `a relay that takes only some sessions is served by those`() async throws {
        let busy = RelayAnswer.reply(421, "4.7.0 Too many connections").closing
        let world = try await PoolWorld(
            RelayScript(rules: (3...20).map { .at(.greeting, session: $0, busy) }), sessions: 10)
        let outcomes = try await world.send(1...300)
        #expect(outcomes.values.allSatisfy { $0.fault == nil })
        #expect(world.relay.accepted.count == 300)
        #expect(world.relay.sessionCount <= 10)
        await world.pool.stop()
    }

    @Test func `one that took only a session that hangs is asked for another by itself`() async throws {
        let busy = RelayAnswer.reply(421, "4.7.0 Too many connections").closing
        let world = try await PoolWorld(
            RelayScript(rules: [.at(.mail, 1, .silence), .at(.greeting, session: 2, busy)]), sessions: 2
        ) { $0.pauseAfterRefusal = .seconds(30) }
        let results = Results()
        world.pool.submit(try PoolWorld.transactions(1...1)) { results.add($0) }
        await world.relay.reached(.mail)
        world.pool.submit(try PoolWorld.transactions(2...9)) { results.add($0) }
        await world.alarms.isSet(within: .seconds(30))
        world.alarms.advance(by: .seconds(30))
        await results.reached(8)
        #expect(world.relay.accepted.map(\.session) == Array(repeating: 3, count: 8))
        await world.pool.stop()
    }

    @Test func `421 in a message sends that one back, and the rest go on`() async throws {
        let world = try await PoolWorld(
            RelayScript(rules: [.at(.rcpt, 7, .reply(421, "4.3.2 Closing").closing)]))
        let outcomes = try await world.send(1...100)
        let failed = outcomes.filter { $0.value.fault != nil }
        #expect(failed.count == 1)
        #expect(failed.values.first?.fault?.scope == .session)
        #expect(world.relay.accepted.count == 99)
        await world.pool.stop()
    }

    @Test func `what waits can be taken back`() async throws {
        let gate = Gate()
        let world = try await PoolWorld(
            RelayScript(rules: [.at(.dot, 1, .reply(250, "Taken").after(gate))]), sessions: 1)
        let results = Results()
        let withdraw = world.pool.submit(try PoolWorld.transactions(1...10)) { results.add($0) }
        world.pool.submit(try PoolWorld.transactions(11...12)) { results.add($0) }
        await world.relay.reached(.dot)
        withdraw()
        await results.reached(9)
        #expect(results.all.values.allSatisfy { $0.fault?.scope == .caller })
        gate.open()
        await results.reached(12)
        #expect(world.taken == [1: 1, 11: 1, 12: 1])
        await world.pool.stop()
    }

    @Test func `a pool that is stopped at once tells of every message`() async throws {
        for _ in 0..<50 {
            let world = try await PoolWorld()
            let results = Results()
            let stopping = Task { await world.pool.stop() }
            world.pool.submit(try PoolWorld.transactions(1...20)) { results.add($0) }
            await stopping.value
            await results.reached(20)
            #expect(results.all.values.count { $0.fault == nil } == world.relay.accepted.count)
        }
    }

    @Test func `after its end a pool takes nothing`() async throws {
        let world = try await PoolWorld()
        _ = try await world.send(1...1)
        await world.pool.stop()
        #expect(try await world.send(2...3).values.allSatisfy { $0.fault?.scope == .caller })
        await world.pool.stop()
        #expect(world.relay.accepted.count == 1)
    }

    @Test func `messages that the relay cannot take are told one by one`() async throws {
        let world = try await PoolWorld(RelayScript(["SIZE 10"]), sessions: 1)
        let outcomes = try await world.send(1...5000)
        #expect(outcomes.count == 5000)
        #expect(outcomes.values.allSatisfy { $0.fault?.reason == .tooLarge(limit: 10) })
        await world.pool.stop()
    }
}
