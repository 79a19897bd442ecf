import ServiceCore
import Store

/// What kinds that belong to accounts share: listing, look-up, edits and deletion.
struct OwnedKind<R: Revisioned>: Sendable {
    let context: PlatformContext
    let table: OwnedTable<R>

    var editor: ResourceEditor<R> {
        ResourceEditor(
            context.editor, table: table.name, load: { db, native in try table.find(native, in: db) },
            save: { session, row in try table.save(row, in: session.database) },
            remove: { session, row in try table.delete(row, in: session.database) })
    }

    /// Everything but the forms and actions, which each kind adds.
    func operations(sort: RowOrder) -> ResourceOperations<R> {
        ResourceOperations(
            list: .loaded(sort: sort) { () async throws(ServiceError) in
                try await context.store.read { db in try table.all(in: db) }
            },
            find: { key async throws(ServiceError) in
                try await context.store.read { db in try table.find(byKey: key, in: db) }
            },
            delete: Deletion(restoration: { _ in .kept(days: DeletedRows.keptDays) }) {
                ids async throws(ServiceError) in try await editor.delete(ids)
            })
    }

    /// The form line that says whose a new row is, or whose this one is.
    func accountField(_ row: R?, account: String?) async throws(ServiceError) -> FormField {
        if row != nil { return FormField("account", "Account", .fixed, value: account ?? "") }
        let names = try await context.store.read { db in try AccountQueries.usernames(in: db) }
        let kind: FormField.Kind = names.count <= 50 ? .choice(names) : .text
        return FormField(
            "account", "Account", kind, value: names.count == 1 ? names[0] : "", isRequired: true,
            help: "The user name of the account that it belongs to.")
    }

    /// The account that the form names, by user name or id.
    func owner(_ values: FormValues, in db: ReadTransaction) throws -> Int64 {
        try AccountQueries.rowID(wanted: try values.required("account", "The account"), in: db)
    }
}
