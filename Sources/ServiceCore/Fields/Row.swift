/// One resource with its fields read: what tables, details, filters and exports work on.
package struct Row: Sendable, Identifiable, Equatable {
    package let id: ResourceID
    package let schema: ResourceSchema
    /// One value per field of the schema, in its order.
    package let values: [FieldValue]
    /// The typed resource, for the operations that made this row.
    package let resource: any Resource
    /// Why nobody knows how it stands: `whether “whitelist” was done is unknown: its answer was lost`; else nil.
    package let doubt: String?
    /// The fields of which that is said.
    package private(set) var doubted: Set<FieldID> = []
    /// The fields that show what was written, and not what the platform showed when it was read last.
    package private(set) var unseen: Set<FieldID> = []

    package init<R: Resource>(_ resource: R, schema: ResourceSchema) {
        id = resource.id
        self.schema = schema
        self.resource = resource
        let untold = resource.untold
        values = R.fields.map { field in
            let value = field.read(resource)
            // What stands where an empty place means none, or that nobody knows, was told or is wished.
            let saysSo = field.description.emptyWord != nil || field.forget != nil
            let isTold = saysSo && value != .none
            return isTold || !untold.contains(field.description.id) ? value : .none
        }
        doubt = nil
    }

    package init<R: Resource>(_ resource: R) {
        self.init(resource, schema: ResourceSchema(of: R.self))
    }

    /// The value of a field, `.none` where the kind has no such field.
    package subscript(field: FieldID) -> FieldValue {
        schema.position(of: field).map { values[$0] } ?? .none
    }

    /// Whether nobody knows what an empty field holds: a flag is on or off, and every row is in some state.
    package func isUntold(_ field: FieldDescription) -> Bool {
        guard self[field.id] == .none else { return false }
        return field.kind == .flag || field.id == "state" || resource.untold.contains(field.id)
            || doubted.contains(field.id)
    }

    /// The same of a row of somebody else's platform, which tells what it tells: what stands empty, and no edit writes, it
    /// never told.
    package func isUntold(_ field: FieldDescription, onHosted isHosted: Bool) -> Bool {
        // Somebody has a key or password of each, told or not.
        isUntold(field)
            || isHosted && (!field.isWritten || field.kind == .secret) && self[field.id].isEmpty
    }

    /// What a field says that is known to hold nothing: `none` of a limit; nil where it holds something, where nobody knows,
    /// and where that says nothing.
    package func emptyWord(_ field: FieldDescription) -> String? {
        self[field.id] == .none && !isUntold(field) ? field.emptyWord : nil
    }

    /// What a person calls this row, on one line of a screen; its id where its platform did not tell that.
    package var name: String {
        let name = LongText.line(self[schema.words.nameField].plainText)
        guard name.isEmpty else { return name }
        if resource.untold.contains(schema.words.nameField) { return id.native }
        return schema.words.nameInstead.map { self[$0].plainText } ?? ""
    }

    /// What of it could not be read; told with its fields.
    package var oddity: String? { resource.oddity }

    /// What is to be said besides its values, for a person: what is written and not seen yet, and what nobody knows.
    package var remarks: [(label: String, text: String)] {
        let fields = schema.fields.filter { unseen.contains($0.id) }.map(\.label)
        let written = "\(fields.joined(separator: ", ")): written, and not shown by the platform yet"
        return (fields.isEmpty ? [] : [("Not yet seen", written)]) + (doubt.map { [("Unknown", $0)] } ?? [])
    }

    /// Stands before the name of a row in a table where part of it could not be read.
    package static let oddMark = "! "

    /// Stands before the name of a row of which nobody knows how it stands, where no column shows that.
    package static let doubtMark = "? "
    /// Stands behind what was written and not seen yet.
    package static let unseenMark = "~"

    package static func == (left: Row, right: Row) -> Bool {
        left.id == right.id && left.values == right.values && left.oddity == right.oddity
            && left.doubt == right.doubt && left.unseen == right.unseen
    }
}

extension Row {
    private init(_ row: Row, values: [FieldValue], doubt: String) {
        (id, schema, resource) = (row.id, row.schema, row.resource)
        (self.values, self.doubt, unseen) = (values, doubt, row.unseen)
    }

    /// The same row, of which the platform does not show these fields yet as they were written.
    func markingUnseen(_ fields: Set<FieldID>) -> Row {
        var marked = self
        marked.unseen = fields
        return marked
    }

    /// The same row, of these fields of which nobody knows what they hold.
    func doubting(_ fields: Set<FieldID>, because doubt: String) -> Row {
        let values = zip(schema.fields, values).map { fields.contains($0.id) ? FieldValue.none : $1 }
        // Each edit of which nobody knows is named, once.
        let others = self.doubt.map { $0.contains(doubt) ? $0 : "\($0); \(doubt)" }
        var doubting = Row(self, values: values, doubt: others ?? doubt)
        doubting.doubted = doubted.union(fields)
        return doubting
    }
}
