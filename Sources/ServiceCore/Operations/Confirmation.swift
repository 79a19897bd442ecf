/// How surely a person must mean an action before it is done (KEYS §2, levels 0 to 3).
package enum Confirmation: Sendable, Hashable {
    /// Done at once; a notice offers `u` where it can be taken back.
    case none
    /// `y` or `n`.
    case yesNo
    /// The number of targets is typed.
    case count
    /// The first 20 typeable characters of this name are typed.
    case name(String)

    package var level: Int {
        switch self {
        case .none: 0
        case .yesNo: 1
        case .count: 2
        case .name: 3
        }
    }

    /// More rows than this want their number, whatever an action asks for one.
    private static let manyRows = 10

    /// What is asked for several rows at once: the strictest of what each asks, and where they are many at least their
    /// number, which also stands for the names of several.
    package static func strictest(of confirmations: [Confirmation], count: Int) -> Confirmation {
        let strictest = confirmations.max { $0.level < $1.level } ?? .none
        if count > manyRows, strictest.level < Confirmation.count.level { return .count }
        if count > 1, case .name = strictest { return .count }
        return strictest
    }

    /// The part of a name that must be typed: its first 20 ASCII letters, digits and signs, or nil where it has none.
    package static func typeable(_ name: String) -> String? {
        let plain = String(
            name.unicodeScalars.filter { (0x20...0x7e).contains($0.value) }.prefix(20).map(Character.init))
        let trimmed = plain.drop { $0 == " " }
        return trimmed.isEmpty ? nil : String(trimmed)
    }
}
