package import ServiceCore
import Store

/// What can be done with the groups of the embedded platform; contacts join them in their own form.
struct GroupKind: Sendable {
    let kind: OwnedKind<ContactGroup>

    init(_ context: PlatformContext) {
        kind = OwnedKind(context: context, table: GroupQueries.table(context.connection))
    }

    func operations() -> ResourceOperations<ContactGroup> {
        var operations = kind.operations(sort: RowOrder("name"), form: form)
        operations.create = creation
        operations.delete = deletion
        return operations
    }

    private var form: PlainForm<ContactGroup> {
        var form = PlainForm(
            blank: ContactGroup(
                id: ResourceID(kind.context.connection, .group, ""), account: "", name: ""),
            "name")
        form.uniqueField = "name"
        return form
    }

    /// As the plain form makes it, but taken back only while nobody has joined.
    private var creation: Submission<ContactGroup>? {
        guard let plain = kind.operations(sort: RowOrder("name"), form: form).create else { return nil }
        return Submission(
            form: plain.form,
            submit: { _, values async throws(ServiceError) in
                let group = try form.made(values)
                return try await kind.editor.create(
                    isUntouched: { session, group in
                        try group.contactCount == 0
                            && kind.context.later.campaigns(group.id, group.account, session.database).isEmpty
                    },
                    { session in
                        let db = session.database
                        let account = try kind.owner(values, in: db)
                        try kind.table.requireFree(group.name, account: account, field: "name", in: db)
                        return try kind.table.insert(
                            group, account: account, at: session.now.storedTime, in: db)
                    })
            })
    }

    private var deletion: Deletion<ContactGroup> {
        Deletion(
            consequence: { group async throws(ServiceError) in
                let count = group.contactCount ?? 0
                return count == 0
                    ? "which nobody is in"
                    : "whose \(NumberText.grouped(count)) \(count == 1 ? "contact stays" : "contacts stay") without it"
            },
            restoration: { _ in .kept(days: DeletedRows.keptDays) },
            perform: { ids async throws(ServiceError) in
                try await kind.editor.delete(ids) { session, group in
                    try kind.context.later.refuseDeletion(
                        ofAudience: group.id, group.name, account: group.account, in: session.database)
                }
            })
    }
}

extension Tenant {
    package var groups: TenantRows<ContactGroup> {
        let kind = GroupKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}

extension ContactGroup: Revisioned {}
