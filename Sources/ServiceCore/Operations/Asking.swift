package import FoundationEssentials

/// How whoever runs now asks platforms: at whose wish, and who wants to know that they make it wait.
package struct Asking: Sendable {
    /// A person wants it now, so that nothing of ours holds it back; what a platform asked for still does.
    package var isByHand: Bool
    /// Where one of several fails, the others are done all the same.
    package var keepsGoing = false
    /// Told until when a read of a connection waits because its platform asked for that.
    package var waits: @Sendable (ConnectionID, Date) async -> Void

    package init(
        isByHand: Bool = false, waits: @escaping @Sendable (ConnectionID, Date) async -> Void = { _, _ in }
    ) {
        self.isByHand = isByHand
        self.waits = waits
    }

    @TaskLocal package static var current = Asking()

    /// Does something for several of which one that fails does not stop the others, where that is wished.
    package static func keepingGoing<Value: Sendable>(
        _ keepsGoing: Bool, _ work: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        var asking = current
        asking.keepsGoing = keepsGoing
        // A task-local value knows no typed throws.
        return try await $current.withValue(asking) { await Result(of: work) }.get()
    }
}
