/// What a field stands on that is written by edits, as it is made again from what the audit trail keeps of it.
package protocol KeptValue: Sendable {
    /// Nil where what is kept says too little.
    static func kept(_ value: FieldValue) -> Self?
    /// Whether an empty value means that there is none, rather than that nobody knows.
    static var mayBeMissing: Bool { get }
    /// What says that nobody knows; nil where the type has no such value.
    static var unknown: Self? { get }
}

extension KeptValue {
    package static var mayBeMissing: Bool { true }
    package static var unknown: Self? { nil }
}

extension String: KeptValue {
    package static func kept(_ value: FieldValue) -> String? { value.plainText }
}

extension Int: KeptValue {
    package static func kept(_ value: FieldValue) -> Int? {
        if case .integer(let number) = value { number } else { nil }
    }
}

extension Bool: KeptValue {
    package static var mayBeMissing: Bool { false }

    package static func kept(_ value: FieldValue) -> Bool? {
        if case .flag(let flag) = value { flag } else { nil }
    }
}

extension [String]: KeptValue {
    package static func kept(_ value: FieldValue) -> [String]? {
        switch value {
        case .none: []
        case .list(let items): items.map(\.plainText)
        default: nil
        }
    }
}

extension [String: String]: KeptValue {
    package static func kept(_ value: FieldValue) -> [String: String]? {
        switch value {
        case .none: [:]
        case .map(let map): map.mapValues(\.plainText)
        default: nil
        }
    }
}

extension Optional: KeptValue where Wrapped: KeptValue {
    package static var unknown: Wrapped?? { .some(.none) }

    package static func kept(_ value: FieldValue) -> Wrapped?? {
        guard value != .none else { return Wrapped.mayBeMissing ? .some(.none) : .none }
        return Wrapped.kept(value).map { .some($0) }
    }
}
