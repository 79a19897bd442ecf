package import ServiceCore
package import Store

/// The edits of one kind's rows: read before, check, change, read after, record, all in one transaction.
package struct ResourceEditor<R: Revisioned>: Sendable {
    package typealias Load = @Sendable (ReadTransaction, String) throws -> R?
    package typealias Write = @Sendable (EditSession, R) throws -> Void

    package let editor: Editor
    /// Where the rows stand, for what a deletion keeps of them; nil where nothing is kept.
    var table: String?
    /// A row by its native id, nil where it is gone.
    package let load: Load
    /// Writes the fields that a person edits and raises the row's `rev`.
    package let save: Write
    package let remove: Write

    /// - Throws: `.notFound` where the row is gone.
    package func loadExisting(_ db: ReadTransaction, _ native: String) throws -> R {
        guard let row = try load(db, native) else {
            throw ServiceError(.notFound, "The \(R.words.singular) is gone.", hint: "Refresh the list.")
        }
        return row
    }

    /// What a notice calls these rows: the name of one, else their number.
    static func subject(_ rows: [R]) -> String {
        rows.count == 1 ? rows[0].rowName : NumberText.counted(rows.count, R.words.singular, R.words.plural)
    }
}

/// A resource whose row counts its edits, so that an edit on an older state can be told.
package protocol Revisioned: Resource {
    /// Raised by every edit of a person; not by counters that the engine keeps.
    var revision: Int { get set }
}

extension Resource {
    /// What a person calls the row.
    package var rowName: String { Row(self).name }

    /// A field of the row as text.
    package func rowText(_ field: FieldID) -> String { Row(self)[field].plainText }
}

extension Resource {
    func passes(_ filter: Filter, _ schema: ResourceSchema) -> Bool {
        filter.matches(Row(self, schema: schema))
    }
}
