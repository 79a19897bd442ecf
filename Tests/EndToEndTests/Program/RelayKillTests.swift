import Foundation
import Platform
import ServiceCore
import Store
import TestSupport
import Testing

/// A server that is killed again and again in the middle of a launch through a relay, which keeps what it took.
@Suite struct RelayKillTests {
    /// At most as many sessions as the pool opens; each may leave one message unknown.
    private static let sessions = 50

    @Test(.timeLimit(.minutes(10)))
    func `nobody is sent to twice, and each is in one state at every moment`() async throws {
        let relay = try await FaultRelay()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        let people = 1200
        try shop.importContacts(people)
        try shop.done("relay use smtp://127.0.0.1:\(relay.port) --yes 127.0.0.1")
        try shop.campaign()
        try shop.done("campaign launch Sale --yes Sale")
        let books = try RelayBooks(program)
        let kills = 8
        let serve = "serve --listen 127.0.0.1:0 --data-dir data"
        for round in 1...kills {
            let server = try program.begin(serve)
            await relay.accepted(round * 110)
            kill(server.processIdentifier, SIGKILL)
            server.waitUntilExit()
            #expect(try await books.states().count == people)
        }
        let server = try program.begin(serve)
        try await books.settle()
        kill(server.processIdentifier, SIGTERM)
        server.waitUntilExit()
        let states = try await books.states()
        let accepted = Set(states.filter { $0.value == .accepted }.keys)
        let unknown = Set(states.filter { $0.value == .unknown }.keys)
        let taken = relay.accepted.flatMap(\.recipients)
        #expect(Set(taken).count == taken.count, "somebody was sent to twice")
        #expect(accepted.isSubset(of: taken))
        #expect(Set(taken).isSubset(of: accepted.union(unknown)))
        #expect(accepted.count + unknown.count == people)
        #expect(unknown.count <= kills * Self.sessions)
    }
}

/// What the database says of the one launch, read beneath the programs that run it.
private struct RelayBooks {
    private let store: PlatformStore

    init(_ program: BuiltProgram) throws {
        store = try PlatformStore.open(URL(filePath: program.home + "/data"), readOnly: true)
    }

    func states() async throws -> [String: DeliveryState] {
        try await store.read { db in
            let rows = try SQLRow.fetchAll(db, "SELECT address, state FROM delivery")
            return Dictionary(
                rows.map { ($0[0], (StoredDeliveryState(rawValue: $0[1]) ?? .unknown).part) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// Waits until nothing is to be sent any more.
    func settle() async throws {
        let changes = store.changes()
        guard try await isOpen() else { return }
        for await _ in changes {
            guard try await isOpen() else { return }
        }
    }

    private func isOpen() async throws -> Bool {
        try await states().values.contains { [.pending, .deferred].contains($0) }
    }
}
