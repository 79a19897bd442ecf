import ServiceCore
import Store

/// The form that makes rows of a kind and edits them, and what holds of both.
struct OwnedForm<R: Revisioned>: Sendable {
    var lines: FormLines<R>
    /// The lines that only a new row is asked for, before the others.
    var once = FormLines<R>([])
    /// Whether an edit may give a row another name; else its form only shows that.
    var isRenamable = true
    /// Whether rows may be edited once they are made.
    var isEditable = true
    /// Whether no two rows of an account share a name.
    var isNameUnique = true
    /// What stands below the lines.
    var further: @Sendable (R) -> [FormField] = { _ in [] }
    /// Sentences above the form of a new row.
    var notes: [String] = []
    /// What must hold of a row beyond what each line says.
    var check: @Sendable (FormValues, inout R) throws(ServiceError) -> Void = { _, _ in }
    /// What is made of the values before the transaction; nil where nothing is.
    var prepare: @Sendable (FormValues, R) async throws(ServiceError) -> Preparation<R>? = { _, _ in nil }
    /// Columns of a new row that the resource does not hold.
    var more: @Sendable (EditSession) throws -> ColumnValues = { _ in [] }
    /// What the answer to the creation alone shows.
    var reveal: @Sendable (R) -> [EditOutcome.Revelation] = { _ in [] }
    /// What an edit changes besides, such as the time of change.
    var touch: @Sendable (EditSession, inout R) -> Void = { _, _ in }
    /// Asked before a creation is taken back.
    var isUntouched: @Sendable (EditSession, R) throws -> Bool = { _, _ in true }
    /// What goes with a row that is deleted, in words.
    var consequence: (@Sendable (R) async throws(ServiceError) -> String?)?
    /// Refuses the deletion of a row that must stay.
    var checkDeletion: @Sendable (EditSession, R) throws -> Void = { _, _ in }

    init(_ fields: FieldID...) { lines = FormLines(fields) }

    /// A new row as the values make it.
    func made(_ values: FormValues, from blank: R) throws(ServiceError) -> R {
        var row = blank
        try once.readNew(values, into: &row)
        try lines.readNew(values, into: &row)
        try check(values, &row)
        return row
    }

    func read(_ values: FormValues, into row: inout R) throws(ServiceError) {
        try lines.read(values, into: &row)
        try check(values, &row)
    }
}

/// What takes its time to be made, is made before the transaction and stands outside the columns that an edit writes: a key.
struct Preparation<R>: Sendable {
    /// What the row shows of it.
    let show: @Sendable (inout R) -> Void
    let write: @Sendable (EditSession, _ row: Int64) throws -> Void
    let takeBack: @Sendable (EditSession, _ row: Int64) throws -> Void
}
