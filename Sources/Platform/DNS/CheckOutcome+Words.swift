import ServiceCore

extension CheckOutcome {
    var state: DNSState {
        switch self {
        case .right: .right
        case .wrong: .wrong
        case .couldNotCheck: .couldNotCheck
        }
    }

    /// One line on one record: `SPF of shop.example is wrong: there is no such record`.
    ///
    /// - Parameter wanted: what should stand there; told where it does not.
    func finding(_ record: String, wanted: String) -> String {
        switch self {
        case .right: "\(record) is right"
        case .wrong(let found) where found.isEmpty:
            "\(record) is wrong: there is no such record; publish \(wanted)"
        case .wrong(let found): "\(record) is wrong: found \(found); publish \(wanted)"
        case .couldNotCheck(let reason): "\(record) could not be checked: \(reason)"
        }
    }
}

extension CheckOutcome {
    /// What a notice says of a record that is not right: what was found and what should be; nil where it is right.
    func trouble(_ record: String, wanted: String) -> String? {
        switch self {
        case .right: nil
        case .wrong(let found) where found.isEmpty: "\(record) is missing; it should be \(Self.short(wanted))"
        case .wrong(let found): "\(record) is \(Self.short(found)), not \(Self.short(wanted))"
        case .couldNotCheck(let reason): "\(record) could not be checked: \(reason)"
        }
    }

    /// Keys are long; their beginning and end tell two apart.
    private static func short(_ value: String) -> String {
        value.count <= 40 ? value : "\(value.prefix(24))…\(value.suffix(12))"
    }
}

extension DNSState {
    /// The state after another look-up; no answer says nothing, so what was known before stays.
    func after(_ outcome: CheckOutcome) -> DNSState {
        outcome.state == .couldNotCheck && self != .unchecked ? self : outcome.state
    }

    /// The word that the store keeps.
    var stored: String { word.word }
}
