import ServiceCore

/// What leads from one state of an account to another, under its names on the wire.
struct DynAccountChange: Sendable {
    let from: Account
    let to: Account

    /// The texts and flags that differ, with the tracking flags in any case.
    var fields: Parameters {
        var fields: Parameters = ["username": .text(to.username)]
        for text in DynAccountText.all where differs(text.place) {
            for name in text.names { fields.add(name, to[keyPath: text.place]) }
        }
        for postback in DynPostback.all where differs(postback.active.place) {
            fields.add(postback.active.name, to[keyPath: postback.active.place] ? 1 : 0)
        }
        return fields + Self.tracking(to)
    }

    var headerNames: [String]? { from.xHeaders == to.xHeaders ? nil : to.xHeaders }

    /// Whether anything but the header names differs.
    var changesFields: Bool {
        DynAccountText.all.contains { differs($0.place) }
            || (DynAccountFlag.tracking + DynPostback.all.map(\.active)).contains { differs($0.place) }
    }

    /// The fields that both this change and what has happened since concern.
    func collisions(with now: Account) -> [FieldChange] {
        let since = Row.changes(from: Row(from), to: Row(now))
        let wanted = Set(Row.changes(from: Row(from), to: Row(to)).map(\.field))
        return since.filter { wanted.contains($0.field) }
    }

    /// This change made on another state of the account.
    func onto(_ now: Account) -> DynAccountChange {
        var result = now
        for text in DynAccountText.all where differs(text.place) {
            result[keyPath: text.place] = to[keyPath: text.place]
        }
        for flag in DynAccountFlag.tracking + DynPostback.all.map(\.active) where differs(flag.place) {
            result[keyPath: flag.place] = to[keyPath: flag.place]
        }
        if let headerNames { result.xHeaders = headerNames }
        return DynAccountChange(from: now, to: result)
    }

    static func tracking(_ account: Account) -> Parameters {
        var flags: Parameters = [:]
        for flag in DynAccountFlag.tracking { flags.add(flag.name, account[keyPath: flag.place] ? 1 : 0) }
        return flags
    }

    private func differs<Value: Equatable>(_ place: any WritableKeyPath<Account, Value> & Sendable) -> Bool {
        from[keyPath: place] != to[keyPath: place]
    }
}
