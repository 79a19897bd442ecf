/// What a look at a platform shows of a write whose answer was lost.
enum Sight<Value: Sendable>: Sendable {
    /// It was done; with what its answer would have told.
    case done(Value)
    /// All is as it was before, as far as the platform shows.
    case notShown
    /// Something is there that may be ours or another's: what it is, as a sentence.
    case unclear(String)
}

extension Sight {
    func map<Other: Sendable>(_ change: (Value) -> Other) -> Sight<Other> {
        switch self {
        case .done(let value): .done(change(value))
        case .notShown: .notShown
        case .unclear(let seen): .unclear(seen)
        }
    }

    /// What was made is what is there now and was not before, and is like it; one alone, since it has no key of its own.
    ///
    /// - Parameters:
    ///   - before: the ids that were there; nil where they were not read.
    ///   - seen: says of several, or of one that may have been there before, what is there.
    static func ofMade<ID: Hashable>(
        _ alike: [Value], id: (Value) -> ID, before: Set<ID>?, seen: ([Value]) -> String
    ) -> Sight {
        let new = alike.filter { before?.contains(id($0)) != true }
        if let made = new.first, new.count == 1, before != nil { return .done(made) }
        return new.isEmpty ? .notShown : .unclear(seen(new))
    }
}
