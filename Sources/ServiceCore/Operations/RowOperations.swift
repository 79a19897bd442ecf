/// One kind's operations without its Swift type, as tables, forms and commands use them.
package struct RowOperations: Sendable {
    package let schema: ResourceSchema
    package let operations: ResourceOperations<Row>

    package init<R: Resource>(_ typed: ResourceOperations<R>) {
        let schema = ResourceSchema(of: R.self)
        self.schema = schema
        operations = ResourceOperations<Row>(
            list: typed.list?.erased(schema),
            find: Self.erased(typed.find, schema),
            create: typed.create?.erased(), update: typed.update?.erased(), delete: typed.delete?.erased(),
            actions: typed.actions.map { $0.erased() })
    }

    private typealias Find<Element> = @Sendable (String) async throws(ServiceError) -> Element?

    private static func erased<R: Resource>(_ find: Find<R>?, _ schema: ResourceSchema) -> Find<Row>? {
        guard let find else { return nil }
        return { key async throws(ServiceError) in
            guard let resource = try await find(key) else { return nil }
            return Row(resource, schema: schema)
        }
    }

    /// The operations of rows that are erased already, such as those that wrap others.
    package init(schema: ResourceSchema, operations: ResourceOperations<Row>) {
        self.schema = schema
        self.operations = operations
    }

    package func readOnly() -> RowOperations {
        RowOperations(schema: schema, operations: operations.readOnly())
    }

    package func action(_ name: String) -> ResourceAction<Row>? {
        operations.actions.first { $0.name == name }
    }
}

extension Row {
    /// The typed resource; a row handed to another kind's operation is a mistake of the caller.
    fileprivate func typed<R: Resource>(_ type: R.Type = R.self) throws(ServiceError) -> R {
        guard let resource = resource as? R else {
            throw ServiceError(.invalid, "“\(name)” is no \(R.words.singular).")
        }
        return resource
    }
}

extension Listing where Element: Resource {
    fileprivate func erased(_ schema: ResourceSchema) -> Listing<Row> {
        Listing<Row>(
            sortable: sortable, unsortable: unsortable,
            gathering: gathering?.map { Row($0, schema: schema) }, count: count,
            page: { request async throws(ServiceError) in
                try await page(request).map { Row($0, schema: schema) }
            })
    }
}

extension Submission where Element: Resource {
    fileprivate func erased() -> Submission<Row> {
        Submission<Row>(
            confirmation: confirmation,
            form: { row async throws(ServiceError) in try await form(try row?.typed(Element.self)) },
            submit: { row, values async throws(ServiceError) in
                try await submit(try row?.typed(Element.self), values)
            })
    }
}

extension Deletion where Element: Resource {
    fileprivate func erased() -> Deletion<Row> {
        var erasedConsequence: (@Sendable (Row) async throws(ServiceError) -> String?)?
        if let consequence {
            erasedConsequence = { row async throws(ServiceError) in try await consequence(try row.typed()) }
        }
        return Deletion<Row>(
            confirmation: { row in (row.resource as? Element).map(confirmation) ?? .yesNo },
            consequence: erasedConsequence, perform: perform)
    }
}

extension ResourceAction where Element: Resource {
    fileprivate func erased() -> ResourceAction<Row> {
        var erasedForm: (@Sendable (Row) async throws(ServiceError) -> FormDescription)?
        if let form {
            erasedForm = { row async throws(ServiceError) in try await form(try row.typed()) }
        }
        return ResourceAction<Row>(
            name, title: title, help: help, effect: ResourceAction<Row>.Effect(effect),
            confirmation: { row in (row.resource as? Element).map(confirmation) ?? .yesNo },
            availability: { row in
                (row.resource as? Element).map(availability) ?? .disabled("not of this kind")
            },
            form: erasedForm, recipients: recipients, perform: perform)
    }
}

extension ResourceAction<Row>.Effect {
    fileprivate init<R>(_ other: ResourceAction<R>.Effect) {
        switch other {
        case .check: self = .check
        case .reversible: self = .reversible
        case .irreversible: self = .irreversible
        }
    }
}
