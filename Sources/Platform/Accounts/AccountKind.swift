package import ServiceCore

/// What can be done with the accounts of the embedded platform.
struct AccountKind: Sendable {
    let context: PlatformContext
    let queries: AccountQueries
    let editor: ResourceEditor<Account>

    init(_ context: PlatformContext) {
        let queries = AccountQueries(connection: context.connection, vault: context.vault)
        self.context = context
        self.queries = queries
        editor = ResourceEditor(
            editor: context.editor, load: { db, native in try queries.find(native, in: db) },
            save: { session, account in try queries.save(account, in: session.database) },
            remove: { session, account in try queries.delete(account, in: session.database) })
    }

    func operations() -> ResourceOperations<Account> {
        ResourceOperations(
            list: .loaded(sort: RowOrder("username")) { () async throws(ServiceError) in
                try await context.store.read { db in try queries.all(in: db) }
            },
            find: context.store.reading(queries.find(byKey:in:)),
            create: creation, update: change, delete: deletion, actions: trackingActions + [newKey])
    }

    private var deletion: Deletion<Account> {
        Deletion(
            confirmation: { .naming($0) },
            consequence: context.store.reading { account, db in
                Self.words(try AccountQueries.belongings(of: account, in: db))
            },
            restoration: { _ in .gone(because: Self.finality) },
            perform: { ids async throws(ServiceError) in
                try await editor.delete(
                    ids, check: { try context.later.refuseIfBusy($1, $0.database) },
                    finality: { _, _ in Self.finality })
            })
    }

    /// What is erased with an account stays nowhere.
    private static let finality = "nothing that was an account’s is kept"

    /// `with 3 approved senders and 1,204 contacts`; nil where nothing goes.
    private static func words(_ belongings: [(count: Int, kind: ResourceKind)]) -> String? {
        let parts = belongings.filter { $0.count > 0 }.map { count, kind in
            let noun = kind.rawValue.replacing("-", with: " ")
            return NumberText.counted(count, noun)
        }
        guard let last = parts.last else { return nil }
        let others = parts.dropLast().joined(separator: ", ")
        return others.isEmpty ? "with \(last)" : "with \(others) and \(last)"
    }
}

extension Account: Revisioned {}
