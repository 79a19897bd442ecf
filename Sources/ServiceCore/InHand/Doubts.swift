/// The fields of a connection's rows of which nobody knows what they hold, since the answers to edits were lost.
///
/// Reads may lag, so that one which shows the old value settles nothing: taken for sure, it would have the next edit
/// find that there is nothing to do.
package struct Doubts: Sendable, Equatable {
    /// Whether whoever reads now wants to see what came of such an edit, and so what the platform shows.
    @TaskLocal static var areLeftOut = false

    /// Reads what the platform shows.
    package static func leavingOut<Value: Sendable>(
        _ read: @Sendable () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        // A task-local value knows no typed throws.
        return try await $areLeftOut.withValue(true) { await Result(of: read) }.get()
    }

    /// What each field was meant to hold.
    private var meant: [ResourceID: [FieldID: [FieldValue]]] = [:]

    mutating func add(_ field: FieldID, of id: ResourceID, meant value: FieldValue) {
        meant[id, default: [:]][field, default: []].append(value)
    }

    /// What was meant with the fields of a row that are in doubt.
    func meant(_ id: ResourceID) -> [FieldID: [FieldValue]] { meant[id] ?? [:] }

    /// A row without what nobody knows of it; a field that shows what was meant is known.
    func laid<R: Resource>(over row: R) -> R {
        guard !Self.areLeftOut, let doubted = meant[row.id] else { return row }
        let shown = Row(row)
        var laid = row
        for (id, values) in doubted {
            let isOpen = values.contains { $0.plainText != shown[id].plainText }
            guard isOpen, let forget = R.field(id)?.forget else { continue }
            forget(&laid)
            laid.untold.insert(id)
        }
        return laid
    }

    func row(of resource: any Resource) -> Row {
        func row<R: Resource>(_ resource: R) -> Row { Row(laid(over: resource)) }
        return row(resource)
    }
}
