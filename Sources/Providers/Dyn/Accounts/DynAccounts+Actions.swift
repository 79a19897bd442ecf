import ServiceCore

extension DynAccounts {
    var trackingActions: [ResourceAction<Account>] {
        zip(DynAccountFlag.tracking, ["opens", "links", "unsubscribes"]).flatMap { flag, word in
            [tracking(flag, word, on: true), tracking(flag, word, on: false)]
        }
    }

    private func tracking(_ flag: DynAccountFlag, _ word: String, on isOn: Bool) -> ResourceAction<Account> {
        let action = isOn ? ActionDescription.track(word) : .untrack(word)
        return ResourceAction(
            action,
            availability: { account in
                guard account[keyPath: flag.place] == isOn else { return .available }
                return .already(isOn ? "already tracking \(word)" : "already not tracking \(word)")
            },
            perform: { ids, _ async throws(ServiceError) in
                let accounts = try await client.inHand.settled(
                    ids, by: { $0[keyPath: flag.place] == isOn }
                ) { () async throws(ServiceError) -> [Account] in
                    try await existing(ids)
                }
                let changes = accounts.map { account in
                    var wanted = account
                    wanted[keyPath: flag.place] = isOn
                    return DynAccountChange(from: account, to: wanted)
                }
                return try await edit(
                    changes.filter(\.changesFields),
                    notice: { "\($0): \(word) \(isOn ? "are tracked" : "are not tracked any more")" },
                    summary: { "\(action.name) \($0)" })
            })
    }

    var newKey: ResourceAction<Account> {
        ResourceAction(
            .newKey, confirmation: { .naming($0) },
            perform: { ids, _ async throws(ServiceError) in
                let accounts = try await existing(ids)
                let own = try await client.credentials["api-key"]
                let renewed = try await Turns(accounts, part: { EditPart($0.id) }) {
                    account async throws(ServiceError) in
                    try await renewKey(of: account, own: own)
                }
                return renewed.outcome(Self.toldRenewed(renewed.done, own: own))
            })
    }

    private static func toldRenewed(_ renewed: [(item: Account, value: Account)], own: Secret) -> EditOutcome
    {
        let accounts = renewed.map(\.value)
        let isOwn = renewed.contains { $0.item.apiKey == own }
        let warning =
            isOwn ? "; this connection used the old one, so put the new one into its credentials" : ""
        return EditOutcome(
            "\(accounts.map(\.id).subject("account")): new API key, the old one stopped working\(warning)",
            rows: accounts.map { Row($0) },
            revealed: accounts.compactMap { account in
                account.apiKey.map { .init("API key", $0, of: account.username) }
            })
    }

    /// The list shows keys, so a lost answer is no lost key.
    private func renewKey(of account: Account, own: Secret) async throws(ServiceError) -> Account {
        let settling = Settling(on: "Dyn", [account.id], from: [Row(account)]) {
            () async throws(ServiceError) -> Sight<Account> in
            let now = try await listed([account.username]).first
            guard let now, now.apiKey != nil, now.apiKey != account.apiKey else { return .notShown }
            return .done(now)
        } outcome: { renewed in
            known[renewed.id.native] = renewed
            return Self.toldRenewed([(account, renewed)], own: own)
        }
        let renewed = try await settling.value { () async throws(ServiceError) in
            let fields: Parameters = ["username": .text(account.username), "generatenewapikey": 1]
            return try await client.saveAccount(fields, as: account, operation: "accounts.new-key")
        }
        known[renewed.id.native] = renewed
        return renewed
    }
}
