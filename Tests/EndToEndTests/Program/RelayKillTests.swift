import Foundation
import Platform
import ServiceCore
import TestSupport
import Testing

/// S1: a server that is killed again and again in the middle of a launch through a relay, which keeps what it took.
///
/// In the long sizes 200 times in a launch to 60,000.
///
/// Cases S1, S9.
@Suite struct RelayKillTests {
    private static let (people, kills) = RandomKeys.isLong ? (60_000, 200) : (1200, 8)

    @Test(.timeLimit(.minutes(RandomKeys.isLong ? 60 : 20)))
    func `nobody is sent to twice, and each is in one state at every moment`() async throws {
        let launch = try await KilledLaunch(to: Self.people, kills: Self.kills, seed: 1)
        defer { launch.program.cleanUp() }
        for _ in 1...Self.kills {
            guard let server = try await launch.serverThatSends() else { break }
            try await launch.end(server)
        }
        try await launch.finish()
    }

    @Test(.timeLimit(.minutes(RandomKeys.isLong ? 60 : 20)))
    func `where a second server stands by, it goes on with the launch of the first`() async throws {
        let launch = try await KilledLaunch(to: Self.people, kills: Self.kills, seed: 2)
        defer { launch.program.cleanUp() }
        guard var standing = try await launch.serverThatSends() else { return }
        for _ in 1...Self.kills {
            let next = try launch.server()
            try await launch.end(standing)
            standing = next
            guard await launch.goesOn() else { break }
        }
        kill(standing.processIdentifier, SIGTERM)
        standing.waitUntilExit()
        try await launch.finish()
    }
}

/// One launch through a relay that keeps what it took, by servers that are killed at random moments of it.
private final class KilledLaunch {
    let program: BuiltProgram
    private let relay: FaultRelay
    private let books: RelayBooks
    private let people: Int
    private var random: SeededNumbers
    /// The most that a random moment comes after the one before, in messages.
    private let most: Int
    private var isLaunched = false
    private var killed = 0
    /// Each session that was open at a kill may leave one message unknown.
    private var mayBeUnknown = 0

    init(to people: Int, kills: Int, seed: UInt64) async throws {
        // Slow enough that a kill finds messages whose answer is on its way.
        relay = try await FaultRelay(
            RelayScript(rules: [.at(.dot, .dripping("250 Taken\r\n", every: .milliseconds(30)))]))
        program = try BuiltProgram()
        let shop = try Shop(program)
        try shop.importContacts(people)
        try shop.done("relay use smtp://127.0.0.1:\(relay.port) --yes 127.0.0.1")
        try shop.campaign()
        books = try RelayBooks(program)
        (self.people, most, random) = (people, people / kills * 2 / 3, SeededNumbers(seed: seed))
    }

    func server() throws -> Process { try program.begin("serve --listen 127.0.0.1:0 --data-dir data") }

    /// Sends by itself to the end, since no server has the engine.
    private func launch() throws -> Process {
        isLaunched = true
        return try program.begin("campaign launch Sale --yes Sale --data-dir data")
    }

    /// A program that was started and has handed over some messages, at first the launch itself; nil where none are left.
    func serverThatSends() async throws -> Process? {
        guard mayGoOn else { return nil }
        let server = isLaunched ? try server() : try launch()
        await relay.accepted(some)
        return server
    }

    /// Waits until whoever runs the engine has handed over some more.
    func goesOn() async -> Bool {
        guard mayGoOn else { return false }
        await relay.accepted(some)
        return true
    }

    /// Whether as many can still be waited for, though some may be unknown that never came here.
    private var mayGoOn: Bool { relay.accepted.count + 3 * most < people }

    /// As many as it took until now, and some more.
    private var some: Int { relay.accepted.count + Int.random(in: 1..<most, using: &random) }

    func end(_ server: Process) async throws {
        mayBeUnknown += relay.openCount
        kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
        killed += 1
        let states = try await books.states()
        // The first 500 are written before any of them goes out.
        #expect((min(people, 500)...people).contains(states.count))
        books.expectHonest(states, relay, unknown: mayBeUnknown)
    }

    /// Lets one server send the rest.
    func finish() async throws {
        let server = try server()
        try await books.settle()
        kill(server.processIdentifier, SIGTERM)
        server.waitUntilExit()
        let states = try await books.states()
        #expect(states.count == people)
        books.expectSettled(states, relay, unknown: mayBeUnknown)
        #expect(states.values.allSatisfy { $0 == .accepted || $0 == .unknown })
        #expect(killed > 1)
    }
}
