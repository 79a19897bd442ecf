import Synchronization

/// What the edit that runs now writes, as its platform's code says before each call.
///
/// Rows that an edit reads, or that an answer shows, tell more than was known before; what is only learnt so was not
/// changed, and neither the audit trail nor the rows in hand take it for written.
package final class EditNotes: Sendable {
    /// Those of the edit that runs now; nil where nobody keeps any.
    @TaskLocal package static var current: EditNotes?

    private struct Change {
        let before: Row
        /// As it is meant to be after what was written last.
        var wished: Row?
        /// Nil where nobody knows how the row will stand: then it is all that differs.
        var fields: Set<FieldID>?
    }

    private let changes = Mutex([ResourceID: Change]())
    private let onLoss: @Sendable (EditNotes, LostEdit) async -> Void
    /// Whether a read may show this value of a field that an earlier write left there.
    typealias Showing = @Sendable (FieldValue, FieldID, ResourceID) -> Bool
    private let mayShow: Showing
    private let presence: @Sendable () async -> LostEdit.Proof

    /// - Parameters:
    ///   - mayShow: what is known of earlier writes of the same rows.
    ///   - presence: what a read proves that shows what the edit was to do, as far as no field tells.
    ///   - onLoss: told of each write whose answer is lost, before anybody looks what came of it.
    init(
        mayShow: @escaping Showing = { _, _, _ in false },
        presence: @escaping @Sendable () async -> LostEdit.Proof = { .shown },
        onLoss: @escaping @Sendable (EditNotes, LostEdit) async -> Void = { _, _ in }
    ) {
        (self.mayShow, self.presence, self.onLoss) = (mayShow, presence, onLoss)
    }

    /// Does something as part of the edit.
    func noting<Value>(
        _ work: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        // A task-local value knows no typed throws.
        return try await Self.$current.withValue(self) { await Result(of: work) }.get()
    }

    /// Notes rows that are about to be written.
    ///
    /// - Parameters:
    ///   - wished: as they are meant to be, where that is known.
    ///   - before: as they stand now.
    package func willWrite(_ wished: [Row], over before: [Row]) {
        changes.withLock { changes in
            for row in before {
                let after = wished.first { $0.id == row.id }
                let fields = after.map { Set(Row.changes(from: row, to: $0).map(\.field)) }
                guard let earlier = changes[row.id] else {
                    changes[row.id] = Change(before: row, wished: after, fields: fields)
                    continue
                }
                changes[row.id]?.wished = after
                changes[row.id]?.fields = fields.flatMap { earlier.fields?.union($0) }
            }
        }
    }

    /// What a read that shows what is wished proves, asked before the write: it tells not yet where all that is written may have
    /// stood there before, since reads lag, and never where no field tells.
    package func proof(byShowing wished: [Row], over before: [Row]) -> LostEdit.Proof? {
        let changes = before.flatMap { row in
            Row.changes(from: row, to: wished.first { $0.id == row.id } ?? row).map { (row.id, $0) }
        }
        guard !changes.isEmpty else { return nil }
        return changes.contains { id, change in !mayShow(change.after, change.field, id) } ? .shown : .late
    }

    /// The same of what no field tells, asked once the answer is lost: others may have written meanwhile.
    package func proofByPresence() async -> LostEdit.Proof { await presence() }

    /// The answer to a write was lost.
    package func lost(_ edit: LostEdit) async { await onLoss(self, edit) }

    /// How a row was meant to stand after its last write; nil where nobody knows.
    func wished(_ id: ResourceID) -> Row? { changes.withLock { $0[id]?.wished } }

    /// How a row stood before it was first written.
    func before(_ id: ResourceID) -> Row? { changes.withLock { $0[id]?.before } }

    /// What of a row is written; nil where that is all that differs.
    func fields(of id: ResourceID) -> Set<FieldID>? { changes.withLock { $0[id]?.fields } }
}
