import ServiceCore

extension DynAccounts {
    var trackingActions: [ResourceAction<Account>] {
        zip(DynAccountFlag.tracking, ["opens", "links", "unsubscribes"]).flatMap { flag, word in
            [tracking(flag, word, on: true), tracking(flag, word, on: false)]
        }
    }

    private func tracking(_ flag: DynAccountFlag, _ word: String, on isOn: Bool) -> ResourceAction<Account> {
        let name = isOn ? "track-\(word)" : "untrack-\(word)"
        return ResourceAction(
            name, title: isOn ? "track \(word)" : "stop tracking \(word)",
            help: isOn
                ? "Records \(word) of the mail that the account sends."
                : "Records no more \(word) of the mail that the account sends.",
            effect: .reversible,
            availability: { account in
                guard account[keyPath: flag.place] == isOn else { return .available }
                return .disabled(isOn ? "already tracking \(word)" : "already not tracking \(word)")
            },
            perform: { ids, _ async throws(ServiceError) in
                let changes = try await existing(ids).map { account in
                    var wanted = account
                    wanted[keyPath: flag.place] = isOn
                    return DynAccountChange(from: account, to: wanted)
                }
                return try await edit(
                    changes.filter(\.changesFields),
                    notice: { "\($0): \(word) \(isOn ? "are tracked" : "are not tracked any more")" },
                    summary: { "\(name) \($0)" })
            })
    }

    var newKey: ResourceAction<Account> {
        ResourceAction(
            "new-key", title: "new API key", help: "Makes a new API key; the old one stops working at once.",
            effect: .irreversible, confirmation: { .naming($0) },
            perform: { ids, _ async throws(ServiceError) in
                let accounts = try await existing(ids)
                let own = try await client.credentials["api-key"]
                let renewed = try await inTurn(accounts) { account async throws(ServiceError) in
                    try await renewKey(of: account)
                }
                let isOwn = accounts.contains { $0.apiKey == own }
                let warning =
                    isOwn ? "; this connection used the old one, so put the new one into its credentials" : ""
                return EditOutcome(
                    "\(ids.subject("account")): new API key, the old one stopped working\(warning)",
                    rows: renewed.map { Row($0) },
                    revealed: renewed.compactMap { account in
                        account.apiKey.map {
                            .init(renewed.count == 1 ? "API key" : "API key of \(account.username)", $0)
                        }
                    })
            })
    }

    /// The list shows keys, so a lost answer is no lost key.
    private func renewKey(of account: Account) async throws(ServiceError) -> Account {
        let fields: Parameters = ["username": .text(account.username), "generatenewapikey": 1]
        let renewed = try await LostAnswer.settle(
            { () async throws(ServiceError) in
                try await client.saveAccount(fields, as: account, operation: "accounts.new-key")
            },
            byLooking: { () async throws(ServiceError) in
                try await listed([account.username]).first { $0.apiKey != account.apiKey }
            })
        known[renewed.id.native] = renewed
        return renewed
    }
}
