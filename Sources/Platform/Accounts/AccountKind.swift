package import ServiceCore

/// What can be done with the accounts of the embedded platform.
struct AccountKind: Sendable {
    let context: PlatformContext
    var queries: AccountQueries {
        AccountQueries(connection: context.connection, vault: context.vault, clock: context.clock)
    }

    var editor: ResourceEditor<Account> {
        ResourceEditor(
            editor: context.editor, load: { db, native in try queries.find(native, in: db) },
            save: { session, account in try queries.save(account, in: session.database) },
            remove: { session, account in
                try context.later.part(try AccountQueries.rowID(account), session.now, session.database)
                try queries.delete(account, in: session.database)
            })
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

extension AccountKind {
    var trackingActions: [ResourceAction<Account>] {
        [(\Account.TrackingFlags.opens, "opens"), (\.links, "links"), (\.unsubscribes, "unsubscribes")]
            .flatMap {
                flag, word in
                [tracking(flag, word, on: true), tracking(flag, word, on: false)]
            }
    }

    private func tracking(
        _ flag: any WritableKeyPath<Account.TrackingFlags, Bool?> & Sendable, _ word: String, on isOn: Bool
    ) -> ResourceAction<Account> {
        let action = isOn ? ActionDescription.track(word) : .untrack(word)
        var change = RowChange<Account>(
            action,
            notice: { "\($0): \(word) \(isOn ? "are tracked" : "are not tracked any more")" },
            apply: { _, account in account.tracking[keyPath: flag] = isOn })
        change.availability = { account in
            guard account.tracking[keyPath: flag] == isOn else { return .available }
            return .already(isOn ? "already tracking \(word)" : "already not tracking \(word)")
        }
        return editor.action(change, action)
    }

    var newKey: ResourceAction<Account> {
        var change = RowChange<Account>(
            .newKey, notice: { "\($0) has a new API key; the old one stopped working" },
            apply: { session, account in
                try queries.setKey(NewSecret.apiKey(), of: account, in: session.database)
            })
        change.reversal = .none(because: "the old key is not kept")
        change.reveal = { account in account.apiKey.map { [.init("API key", $0, of: account.username)] } ?? []
        }
        return editor.action(change, .newKey, confirmation: { .naming($0) })
    }
}

/// An account that is to be made: its profile and what it starts with.
package struct AccountDraft: Sendable {
    /// Its id is not read.
    package var account: Account
    /// In clear, or `md5-` and 32 hexadecimal digits.
    package var password: Secret
    package var smsCredits = 0
}

/// The secrets of a new account, made before the transaction because hashing takes its time.
struct AccountCredentials: Sendable {
    let password: PasswordHash
    let apiKey: Secret

    init(for draft: AccountDraft, cost: PasswordHash.Cost) throws(ServiceError) {
        password = try PasswordHash(of: draft.password, cost: cost)
        apiKey = NewSecret.apiKey()
    }
}
