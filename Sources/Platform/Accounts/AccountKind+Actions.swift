import ServiceCore

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
            return .disabled(isOn ? "already tracking \(word)" : "already not tracking \(word)")
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
