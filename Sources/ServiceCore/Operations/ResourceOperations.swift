/// What a platform can do with one kind of row; whatever is absent it cannot.
package struct ResourceOperations<Element: Sendable>: Sendable {
    package typealias Find = @Sendable (String) async throws(ServiceError) -> Element?

    package var list: Listing<Element>?
    /// One row by its id or by the name a person knows it by; nil where there is none.
    package var find: Find?
    package var create: Submission<Element>?
    package var update: Submission<Element>?
    package var delete: Deletion<Element>?
    package var actions: [ResourceAction<Element>]
    package var intake: ListIntake?

    package init(
        list: Listing<Element>? = nil, find: Find? = nil, create: Submission<Element>? = nil,
        update: Submission<Element>? = nil, delete: Deletion<Element>? = nil,
        actions: [ResourceAction<Element>] = [], intake: ListIntake? = nil
    ) {
        self.list = list
        self.find = find
        self.create = create
        self.update = update
        self.delete = delete
        self.actions = actions
        self.intake = intake
    }

    /// Only what changes nothing; checks stay, since they write no more than what was seen.
    package func readOnly() -> Self {
        var reading = self
        (reading.create, reading.update, reading.delete) = (nil, nil, nil)
        reading.intake = nil
        reading.actions.removeAll { $0.effect != .check }
        return reading
    }
}

extension ResourceOperations where Element: Resource {
    /// The same operations for rows.
    func erased(_ schema: ResourceSchema) -> ResourceOperations<Row> {
        ResourceOperations<Row>(
            list: list?.erased(schema), find: erasedFind(schema), create: create?.erased(),
            update: update?.erased(), delete: delete?.erased(), actions: actions.map { $0.erased() },
            intake: intake)
    }

    private func erasedFind(_ schema: ResourceSchema) -> ResourceOperations<Row>.Find? {
        guard let find else { return nil }
        return { key async throws(ServiceError) in try await find(key).map { Row($0, schema: schema) } }
    }
}
