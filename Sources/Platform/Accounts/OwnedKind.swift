import ServiceCore
import Store

/// A kind whose rows belong to accounts and stand in one table.
protocol OwnedResource: Revisioned {
    static func table(_ context: PlatformContext) -> OwnedTable<Self>
}

/// What kinds that belong to accounts share: listing, look-up, edits and deletion.
struct OwnedKind<R: Revisioned>: Sendable {
    let context: PlatformContext
    let table: OwnedTable<R>

    init(_ context: PlatformContext, _ table: OwnedTable<R>) {
        self.context = context
        self.table = table
    }

    init(_ context: PlatformContext) where R: OwnedResource { self.init(context, R.table(context)) }

    var editor: ResourceEditor<R> {
        ResourceEditor(
            editor: context.editor, table: table.name, load: { db, native in try table.find(native, in: db) },
            save: { session, row in try table.save(row, in: session.database) },
            remove: { session, row in try table.delete(row, in: session.database) })
    }

    func all() async throws(ServiceError) -> [R] {
        try await context.store.read { db in try table.all(in: db) }
    }

    /// The form line that says whose a new row is.
    func accountField() async throws(ServiceError) -> FormField {
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

    /// An action that gives a row a new secret and shows it; the old one cannot come back.
    ///
    /// - Parameter make: the columns that hold a new one.
    func rotation(
        _ action: ActionDescription, notice: @escaping @Sendable (String) -> String,
        reveal: @escaping @Sendable (R) -> [EditOutcome.Revelation],
        make: @escaping @Sendable () throws -> ColumnValues
    ) -> ResourceAction<R> {
        var change = RowChange<R>(
            action, notice: notice,
            apply: { session, row in
                try session.database.update(
                    table.name, id: try table.rowID(row), try make(), isEdit: false)
            })
        change.reversal = .none(because: "the old one is not kept")
        change.reveal = reveal
        return editor.action(change, action, confirmation: { .naming($0) })
    }
}
