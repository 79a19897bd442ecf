/// One kind's operations without its Swift type, as tables, forms and commands use them.
package struct RowOperations: Sendable {
    package typealias Find = ResourceOperations<Row>.Find

    package let schema: ResourceSchema
    package var operations: ResourceOperations<Row>

    package init<R: Resource>(_ typed: ResourceOperations<R>) {
        schema = ResourceSchema(of: R.self)
        operations = typed.erased(schema)
    }

    /// The operations of rows that are erased already, such as those that wrap others.
    package init(schema: ResourceSchema, operations: ResourceOperations<Row>) {
        self.schema = schema
        self.operations = operations
    }

    package func readOnly() -> RowOperations {
        var reading = self
        reading.operations = operations.readOnly()
        return reading
    }

    package func action(_ name: String) -> ResourceAction<Row>? {
        operations.actions.first { $0.name == name }
    }
}

extension Row {
    /// The typed resource; a row handed to another kind's operation is a mistake of the caller.
    func typed<R: Resource>(_ type: R.Type = R.self) throws(ServiceError) -> R {
        guard let resource = resource as? R else {
            throw ServiceError(.invalid, "“\(name)” is no \(R.words.singular).")
        }
        return resource
    }
}
