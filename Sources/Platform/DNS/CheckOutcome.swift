import ServiceCore

/// The outcome of looking at one record that should be there.
package enum CheckOutcome: Sendable, Equatable {
    case right
    /// Right, with something that people should know of it.
    case remarkable(String)
    case missing
    /// Why it does not do, and what stands there; that is empty where the reason says it.
    case wrong(reason: String, found: String)
    /// Nothing is known; the last outcome stays valid.
    case couldNotCheck(reason: String)
}

/// Why a record is none of its kind, as the rest of a sentence: `it is empty`.
struct RecordFault: Error, Equatable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

extension CheckOutcome {
    var state: DNSState {
        switch self {
        case .right, .remarkable: .right
        case .missing, .wrong: .wrong
        case .couldNotCheck: .couldNotCheck
        }
    }

    /// One line on one record: `SPF of shop.example is wrong: there is no such record`.
    ///
    /// - Parameter wanted: what should stand there; told where it does not.
    func finding(_ record: String, wanted: String) -> String {
        switch self {
        case .right: "\(record) is right"
        case .remarkable(let remark): "\(record) is right, but \(remark)"
        case .missing: "\(record) is wrong: there is no such record; publish \(wanted)"
        case .wrong(let reason, let found):
            "\(record) is wrong: \(reason)\(found.isEmpty ? "" : "; found \(found)"); publish \(wanted)"
        case .couldNotCheck(let reason): "\(record) could not be checked: \(reason)"
        }
    }

    /// What a notice says of a record that is not right: why, and what should be; nil where it is right.
    func trouble(_ record: String, wanted: String) -> String? {
        switch self {
        case .right, .remarkable: nil
        case .missing: "\(record) is missing; it should be \(Self.short(wanted))"
        case .wrong(let reason, _): "\(record) is wrong: \(reason)"
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
