/// One resource with its fields read: what tables, details, filters and exports work on.
package struct Row: Sendable, Identifiable, Equatable {
    package let id: ResourceID
    package let schema: ResourceSchema
    /// One value per field of the schema, in its order.
    package let values: [FieldValue]
    /// The typed resource, for the operations that made this row.
    package let resource: any Resource

    package init<R: Resource>(_ resource: R, schema: ResourceSchema) {
        id = resource.id
        self.schema = schema
        self.resource = resource
        values = R.fields.map { $0.read(resource) }
    }

    package init<R: Resource>(_ resource: R) {
        self.init(resource, schema: ResourceSchema(of: R.self))
    }

    /// The value of a field, `.none` where the kind has no such field.
    package subscript(field: FieldID) -> FieldValue {
        schema.position(of: field).map { values[$0] } ?? .none
    }

    /// What a person calls this row.
    package var name: String {
        let name = self[schema.words.nameField].plainText
        return name.isEmpty ? schema.words.nameInstead.map { self[$0].plainText } ?? "" : name
    }

    /// What of it could not be read; told with its fields.
    package var oddity: String? { resource.oddity }

    /// Stands before the name of a row in a table where part of it could not be read.
    package static let oddMark = "! "

    package static func == (left: Row, right: Row) -> Bool {
        left.id == right.id && left.values == right.values && left.oddity == right.oddity
    }
}
