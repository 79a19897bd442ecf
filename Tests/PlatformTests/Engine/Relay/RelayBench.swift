import Foundation
import SMTP
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// A launch whose e-mail goes to a scripted relay, which writes down what it took.
struct RelayBench {
    let bench: LaunchBench
    let relay: FaultRelay
    let campaign: Int64

    /// A launch that was made already.
    init(_ bench: LaunchBench, _ relay: FaultRelay, _ campaign: Int64) {
        (self.bench, self.relay, self.campaign) = (bench, relay, campaign)
    }

    init(_ script: RelayScript = RelayScript(), contacts: Int, policy: String = "hold") async throws {
        bench = try await LaunchBench(contacts: contacts)
        relay = try await FaultRelay(script)
        campaign = try await bench.campaign(policy: policy)
        try await bench.launch(campaign)
    }

    var address: RelayAddress { RelayAddress(host: "127.0.0.1", port: relay.port) }

    /// As a process that takes over would make it.
    func engine(epoch: Int = 1) async throws -> DeliveryEngine {
        try await bench.write("UPDATE engine SET epoch = ?", [epoch])
        let engine = try DeliveryEngine(
            store: bench.store, transport: .relay(address) { nil }, epoch: epoch, clock: bench.time.clock)
        try await engine.recover()
        return engine
    }

    func parts() async throws -> [DeliveryState: Int] {
        try await bench.parts(campaign).filter { $0.value > 0 }
    }

    /// Every recipient that the relay took a message for, as often as it did.
    var taken: [String] { relay.accepted.flatMap(\.recipients).sorted() }

    /// Whether each message that the books call accepted was taken once, and none besides but what they call unknown.
    func isReconciled() async throws -> Bool {
        try await Reconciler(bench: bench).sums(campaign)
        let accepted = try await addresses(in: [.accepted])
        let unknown = try await addresses(in: [.unknown])
        let taken = taken
        return Set(taken).count == taken.count && accepted.isSubset(of: taken)
            && Set(taken).isSubset(of: accepted.union(unknown))
    }

    private func addresses(in states: Set<StoredDeliveryState>) async throws -> Set<String> {
        try await bench.store.read { db in
            let rows = try SQLRow.fetchAll(db, "SELECT address, state FROM delivery")
            return Set(
                rows.filter { states.contains(StoredDeliveryState(rawValue: $0[1]) ?? .queued) }.map { $0[0] }
            )
        }
    }
}
