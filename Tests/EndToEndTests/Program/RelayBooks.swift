import Foundation
import Platform
import ServiceCore
import Store
import TestSupport
import Testing

/// What the database says of the one launch, read beneath the programs that run it.
struct RelayBooks {
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

    /// What the relay took is told as accepted, or is known not to be known, and nobody was sent to twice.
    ///
    /// - Parameter most: how many may be unknown.
    func expectHonest(
        _ states: [String: DeliveryState], _ relay: FaultRelay, unknown most: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let taken = relay.accepted.flatMap(\.recipients)
        #expect(
            Set(taken).count == taken.count, "somebody was sent to twice", sourceLocation: sourceLocation)
        let accepted = Set(states.filter { $0.value == .accepted }.keys)
        let unknown = states.values.count { $0 == .unknown }
        #expect(accepted.isSubset(of: taken), sourceLocation: sourceLocation)
        #expect(unknown <= most, sourceLocation: sourceLocation)
    }

    /// The same once nothing is under way: what the relay took and is not told as accepted is known not to be known.
    func expectSettled(
        _ states: [String: DeliveryState], _ relay: FaultRelay, unknown most: Int = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        expectHonest(states, relay, unknown: most, sourceLocation: sourceLocation)
        let known = Set(states.filter { [.accepted, .unknown].contains($0.value) }.keys)
        #expect(known.isSuperset(of: relay.accepted.flatMap(\.recipients)), sourceLocation: sourceLocation)
    }
}
