import ServiceCore

/// A kind of row of which SendClean has one call that lists all.
protocol SendCleanRowKind: Sendable {
    associatedtype Element: Resource
    var context: SendClean.Context { get }
    /// All rows as the platform lists them.
    func all() async throws(ServiceError) -> [Element]
}

extension SendCleanRowKind {
    /// All rows with what was written to them since.
    func current() async throws(ServiceError) -> [Element] {
        context.inHand.laid(over: try await all(), isWhole: true)
    }

    func listing(sort: RowOrder) -> Listing<Element> {
        .gathered(sort: sort, Gathering { _ async throws(ServiceError) in try await current() })
    }

    /// The row of this id or name; names of domains compare without case, others have none.
    func find(_ key: String) async throws(ServiceError) -> Element? {
        let rows = try await current()
        let wanted = key.lowercased()
        return try rows.only(called: key) { Row($0).name.lowercased() == wanted }
    }

    /// These rows as they are now, in the order of the ids.
    ///
    /// - Throws: `.notFound` where one is gone.
    func rows(_ ids: [ResourceID]) async throws(ServiceError) -> [Element] {
        let rows = try await current()
        return try ids.map { id throws(ServiceError) in
            guard let row = rows.first(where: { $0.id == id }) else {
                throw ServiceError(
                    .notFound, "SendClean has no \(Element.words.singular) “\(id.native)” any more.",
                    hint: "Refresh the list; nothing was changed.")
            }
            return row
        }
    }

    /// Whether a row with this name is listed; nil where the list cannot be read either.
    func isListed(_ name: String) async -> Bool? {
        guard let rows = try? await all() else { return nil }
        return rows.contains { Row($0).name.lowercased() == name.lowercased() }
    }

    /// Gives a row another secret by this call, whose answer may tell it.
    ///
    /// - Parameter plural: what such secrets are called: `passwords`.
    func renewing(
        _ row: Element, _ secret: any WritableKeyPath<Element, Secret?> & Sendable, _ field: FieldID,
        _ plural: String, _ tell: @escaping SendClean.RowEdits<Element>.Telling,
        by call: () async throws(ServiceError) -> Secret?
    ) async throws(ServiceError) -> Element {
        let settling = Settling(on: SendClean.title, [row.id], from: [Row(row)]) {
            () async throws(ServiceError) in
            let now = try await rows([row.id])[0]
            guard let old = row[keyPath: secret], let new = now[keyPath: secret] else {
                return .unclear(
                    "SendClean does not list \(plural); look at \(Row(row).name) before you repeat it.")
            }
            return new == old ? .notShown : .done(now)
        } outcome: { renewed in
            tell(SendClean.RowEdits((before: row, after: renewed)))
        }
        return try await settling.value { () async throws(ServiceError) in
            var changed = row
            changed[keyPath: secret] = try await call()
            if changed[keyPath: secret] != nil { changed.untold.remove(field) }
            return changed
        }
    }

    /// Removes a row by this call.
    func removing(
        _ row: Element, _ tell: @escaping SendClean.RowEdits<Element>.Telling,
        by call: () async throws(ServiceError) -> Void
    ) async throws(ServiceError) -> Element {
        let settling = Settling(on: SendClean.title, [row.id]) { () async throws(ServiceError) in
            try await all().contains { $0.id == row.id } ? .notShown : .done(row)
        } outcome: { _ in
            tell(SendClean.RowEdits((before: row, after: row)))
        }
        return try await settling.value { () async throws(ServiceError) in
            try await call()
            return row
        }
    }
}

extension EditOutcome {
    /// The same without rows, for those that are gone.
    var withoutRows: EditOutcome {
        var outcome = self
        outcome.rows = []
        return outcome
    }
}
