import ServiceCore

/// A value of a request; numbers as their digits, for ids are longer than numbers are exact.
enum RequestValue: Sendable, Equatable {
    case null
    case flag(Bool)
    case number(String)
    case text(String)
    /// Text of a query or path, where nothing says which kind of value is meant.
    case untyped(String)
    case list([RequestValue])
    case object([String: RequestValue])

    /// A text, or a number or flag as it is written; nil for what holds other values.
    var plainText: String? {
        switch self {
        case .text(let text), .untyped(let text), .number(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .null, .list, .object: nil
        }
    }

    /// The whole number that digits stand for, `41` or `41.0`; nil for all else and for what does not fit.
    static func integer(_ digits: String) -> Int? {
        if let number = Int(digits) { return number }
        // Doubles are exact up to here, so that no other number is taken for this one.
        guard let number = Double(digits), abs(number) < 0x1p53 else { return nil }
        return Int(exactly: number)
    }
}
