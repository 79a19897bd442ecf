import Synchronization

// What reads may get wrong of rows that were edited here just now.

extension RowsInHand {
    /// Why an action that was meant for a row cannot be done to it any more: edits of a row take turns, and the one
    /// before may have done it. Nil where it can be.
    func refusal(_ id: ResourceID, _ availability: (Row) -> Availability) -> (name: String, reason: String)? {
        let time = now()
        let known: (row: Row?, isGone: Bool)? = state.withLock { state in
            guard state.isJustEdited(id, at: time) else { return nil }
            return (state.rows[id].map(state.doubts.row), state.unlisted.removal(of: id) != nil)
        }
        guard let known else { return nil }
        guard let row = known.row else { return known.isGone ? (id.native, "no longer there") : nil }
        return availability(row).obstacle.map { (row.name, $0) }
    }

    /// Whether a row was removed here just now, which a read may not show yet.
    package func isGone(_ id: ResourceID) -> Bool { refusal(id) { _ in .available } != nil }

    /// Reads a row, of which what is older than what was seen of it before is not taken for done.
    ///
    /// Reads of a platform that lags may show what was written, and then again for a while what stood there before: who
    /// finds nothing to do by such a read leaves the platform as it is.
    ///
    /// - Parameter isDone: whether a row stands as the edit wants it.
    package func settled<R: Resource>(
        _ ids: [ResourceID], by isDone: (R) -> Bool, reading: () async throws(ServiceError) -> [R]
    ) async throws(ServiceError) -> [R] {
        let seen = ids.map { row($0, as: R.self) }
        return try await reading().map { read in
            guard isDone(read), let earlier = seen.compactMap(\.self).first(where: { $0.id == read.id }),
                !isDone(earlier), isJustEdited(read.id)
            else { return read }
            return laid(over: earlier)
        }
    }

    private func isJustEdited(_ id: ResourceID) -> Bool { refusal(id) { _ in .disabled("") } != nil }
}
