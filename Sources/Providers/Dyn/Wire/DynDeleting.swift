import ServiceCore

extension Remembered {
    /// Deletes rows of Dyn one after the other, and forgets what is known of them.
    ///
    /// - Parameters:
    ///   - singular: what a notice calls such a row.
    ///   - isGone: whether Dyn has it no more, for where an answer is lost.
    func deleting(
        _ ids: [ResourceID], _ singular: String,
        isGone: @escaping @Sendable (String) async throws(ServiceError) -> Bool,
        by call: (String) async throws(ServiceError) -> Void
    ) async throws(ServiceError) -> EditOutcome {
        let told: @Sendable ([ResourceID]) -> EditOutcome = { EditOutcome("\($0.subject(singular)) deleted") }
        let gone = try await Turns(ids, part: { EditPart($0) }) { id async throws(ServiceError) in
            let settling = Settling(on: "Dyn", [id]) { () async throws(ServiceError) in
                try await isGone(id.native) ? .done(()) : .notShown
            } outcome: { _ in
                self[id.native] = nil
                return told([id])
            }
            try await settling.value { () async throws(ServiceError) in try await call(id.native) }
            self[id.native] = nil
        }
        return gone.outcome(told(gone.done.map(\.item)))
    }
}

extension [ResourceID] {
    /// What a notice calls these rows: the one's own name, else their number.
    func subject(_ singular: String) -> String {
        count == 1 ? self[0].native : NumberText.counted(count, singular)
    }
}
