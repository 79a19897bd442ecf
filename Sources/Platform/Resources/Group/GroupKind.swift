import ServiceCore

/// What can be done with the groups of the embedded platform.
struct GroupKind: Sendable {
    let kind: OwnedKind<ContactGroup>

    init(_ context: PlatformContext) {
        kind = OwnedKind(context: context, table: GroupQueries.table(context.connection))
    }

    func operations() -> ResourceOperations<ContactGroup> {
        var form = PlainForm(
            blank: ContactGroup(
                id: ResourceID(kind.context.connection, .group, ""), account: "", name: ""),
            fields: { group in [FormField("name", "Name", value: group.name, isRequired: true)] },
            read: { values, group throws(ServiceError) in
                if group.name.isEmpty || values["name"] != nil {
                    group.name = try values.requiredLine("name", "The name", limit: 200)
                }
                guard group.name.contains(",") else { return }
                throw ServiceError(
                    .invalid, "A group's name has no comma.", hint: "Commas part the groups of a contact.",
                    field: "name")
            })
        form.uniqueField = "name"
        var operations = kind.operations(sort: RowOrder("name"), form: form)
        let editor = kind.editor
        operations.delete = Deletion(
            consequence: { group async throws(ServiceError) in
                group.contactCount == 0 ? nil : "its \(group.contactCount) contacts stay, without the group"
            },
            perform: { ids async throws(ServiceError) in try await editor.delete(ids) })
        return operations
    }
}
