import ServiceCore

/// Groups: listed and made; DMDS has no call to rename or remove one (§11).
struct DMDSGroups: Sendable {
    let context: DMDSContext

    var operations: ResourceOperations<ContactGroup> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("name"), Gathering { _ async throws(ServiceError) in try await all() }),
            find: { key async throws(ServiceError) in
                try await all().only(called: key)
            },
            create: creation)
    }

    func all() async throws(ServiceError) -> [ContactGroup] {
        let answer = try await context.send(.read("groups.list", "grupos/"))
        let groups = try answer["grupos"].rows { row in
            let id = row.text("id")
            let name = row.name("nombre", else: id)
            var group = ContactGroup(
                id: context.id(.group, id ?? name), account: context.account, name: name)
            group.contactCount = row.count("contactos")
            return group
        }
        return context.inHand.laid(over: groups, isWhole: true)
    }

    private var creation: Submission<ContactGroup> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New group",
                    fields: FormLines("name").fields(
                        of: ContactGroup(id: context.id(.group, ""), account: "", name: "")),
                    notes: ["DMDS has no call that renames or removes a group."])
            },
            submit: { _, values async throws(ServiceError) in
                try await create(try values.required("name", "The name"))
            })
    }

    /// A group that exists is returned as it is, which would read as if it had been made.
    private func create(_ name: String) async throws(ServiceError) -> EditOutcome {
        let known = try await ifOffered(try await all())
        if known?.contains(where: { $0.name == name }) == true {
            throw ServiceError(
                .conflict, "There is a group “\(name)” already.", hint: "Choose another name.", field: "name")
        }
        let settling = Settling(on: DMDSContext.title, []) { () async throws(ServiceError) in
            try await all().first { $0.name == name }.map { .done($0) } ?? .notShown
        } outcome: { (group: ContactGroup) in
            EditOutcome("group \(name) created", rows: [Row(group)])
        }
        return try await settling.outcome { () async throws(ServiceError) in
            let body: JSONValue = ["nombre": .string(name)]
            let answer = try await context.send(.write("groups.create", "grupo/", body: .json(body)))
            let id = (try? answer["id"].text()) ?? name
            return ContactGroup(id: context.id(.group, id), account: context.account, name: name)
        }
    }
}

/// Saved filters: listed alone; DMDS has no call to make them (§11), nor tells what they select.
struct DMDSFilters: Sendable {
    let context: DMDSContext

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
