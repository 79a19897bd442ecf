import ServiceCore

/// What leads from one state of an account to another, under its names on the wire.
struct DynAccountChange: Sendable {
    let from: Account
    let to: Account

    /// The texts and flags that differ, and nothing else.
    ///
    /// That Dyn keeps what an update leaves out is inferred (`WIRE.md` §5): its pages call the flags' default 0 and
    /// do not say for which of the two calls that this one is. Were it otherwise, what else is known of `to` belongs here.
    var fields: Parameters {
        var fields: Parameters = ["username": .text(to.username)]
        for text in DynAccountText.all where differs(text.place) {
            for name in text.names { fields.add(name, to[keyPath: text.place]) }
        }
        for flag in DynAccountFlag.all where differs(flag.place) {
            fields.add(flag.name, to[keyPath: flag.place].map { $0 ? 1 : 0 })
        }
        return fields
    }

    /// The header names that differ, by their place from 0 to 3.
    var headerNames: [Int: String] {
        let changed = (0..<4).filter { from.xHeaders[$0] != to.xHeaders[$0] }
        return Dictionary(uniqueKeysWithValues: changed.map { ($0, to.xHeaders[$0]) })
    }

    /// Whether anything but the header names differs.
    var changesFields: Bool {
        DynAccountText.all.contains { differs($0.place) } || DynAccountFlag.all.contains { differs($0.place) }
    }

    /// Whether all that it changes was known before, so that it can be put back.
    var isRestorable: Bool {
        DynAccountFlag.all.allSatisfy { !differs($0.place) || from[keyPath: $0.place] != nil }
            && DynAccountText.all.allSatisfy { !differs($0.place) || !from.untold.contains($0.id) }
            && headerNames.keys.allSatisfy { !from.untold.contains(Account.headerField($0)) }
    }

    /// The fields that both this change and what has happened since concern; what is unknown has not changed.
    func collisions(with now: Account) -> [FieldChange] {
        let since = Row.changes(from: Row(from), to: Row(now)).filter {
            $0.before != .none && $0.after != .none
        }
        let wanted = Set(Row.changes(from: Row(from), to: Row(to)).map(\.field))
        return since.filter { wanted.contains($0.field) }
    }

    /// This change made on another state of the account.
    func onto(_ now: Account) -> DynAccountChange {
        var result = now
        for text in DynAccountText.all where differs(text.place) {
            result.set(text.id, text.place, to[keyPath: text.place])
        }
        for flag in DynAccountFlag.all where differs(flag.place) {
            result[keyPath: flag.place] = to[keyPath: flag.place]
        }
        for (index, name) in headerNames {
            result.set(Account.headerField(index), \.xHeaders[index], name)
        }
        return DynAccountChange(from: now, to: result)
    }

    /// What was written, with what the answer tells besides: even an answer may show what stood there before.
    func told(by answer: Account) -> Account {
        var told = answer
        told.apiKey = to.apiKey ?? answer.apiKey
        for text in DynAccountText.all where !to.untold.contains(text.id) {
            told.set(text.id, text.place, to[keyPath: text.place])
        }
        for flag in DynAccountFlag.all {
            told[keyPath: flag.place] = to[keyPath: flag.place] ?? answer[keyPath: flag.place]
        }
        return told
    }

    private func differs<Value: Equatable>(_ place: any WritableKeyPath<Account, Value> & Sendable) -> Bool {
        from[keyPath: place] != to[keyPath: place]
    }
}
