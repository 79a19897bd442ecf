/// One kind's operations without its Swift type, as tables, forms and commands use them.
package struct RowOperations: Sendable {
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
