import ServiceCore

/// Saved filters: listed alone; DMDS has no call to make them (§11), nor tells what they select.
struct DMDSFilters: Sendable {
    let context: DMDSContext

    init(_ context: DMDSContext) { self.context = context }

    var operations: ResourceOperations<ContactFilter> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("name"), Gathering { _ async throws(ServiceError) in try await all() }),
            find: { key async throws(ServiceError) in
                try await all().only(called: key)
            })
    }

    private func all() async throws(ServiceError) -> [ContactFilter] {
        let answer = try await context.send(.read("filters.list", "filtros/"))
        return try answer["filtros"].rows { row in
            let id = row.text("id")
            let name = row.name("nombre", else: id)
            var filter = ContactFilter(
                id: context.id(.filter, id ?? name), account: context.account, name: name,
                expression: "")
            filter.leaveEmptyTextsUntold()
            return filter
        }
    }
}
