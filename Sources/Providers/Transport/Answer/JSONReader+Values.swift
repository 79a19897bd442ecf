package import FoundationEssentials
package import ServiceCore

extension JSONReader {
    /// A text; numbers and flags count as their digits and words.
    package func text() throws(ServiceError) -> String {
        switch value {
        case .string(let text): text
        case .number(let digits): digits
        case .bool(let flag): flag ? "true" : "false"
        default: throw wrong("text")
        }
    }

    /// A member's text; empty where it is missing or none.
    func word(_ name: String) -> String { (try? self[name].text()) ?? "" }

    /// A text that is a key, token or password.
    package func secret() throws(ServiceError) -> Secret {
        Secret(try text())
    }

    /// A whole number, also as a text or with a fraction of zero.
    ///
    /// - Throws: `.malformedAnswer` beyond `integers` too, so that thousands of them can be added up without a trap.
    package func integer() throws(ServiceError) -> Int {
        guard let digits = numericText else { throw wrong("number") }
        guard let whole = Int(digits) ?? Double(digits).flatMap({ Int(exactly: $0) }),
            Self.integers.contains(whole)
        else {
            throw malformed("is no whole number that fits")
        }
        return whole
    }

    /// More than any platform counts, and doubles are exact in it, so that no other number is taken for one of these.
    private static var integers: ClosedRange<Int> { -1_000_000_000_000_000...1_000_000_000_000_000 }

    /// A number, also as a text, a percent sign after it ignored.
    package func number() throws(ServiceError) -> Double {
        guard let digits = numericText else { throw wrong("number") }
        let bare = digits.hasSuffix("%") ? String(digits.dropLast()).trimmingBlanks : digits
        guard let number = Double(bare), number.isFinite else { throw malformed("is no number that fits") }
        return number
    }

    /// Yes or no in any of the forms that platforms write: `true`, `1`, `"1"`, `"Yes"`, `"Enable"`.
    package func flag() throws(ServiceError) -> Bool {
        if case .bool(let flag) = value { return flag }
        switch try text().trimmingBlanks.lowercased() {
        case "1", "1.0", "true", "yes", "y", "on", "enable", "enabled", "active": return true
        case "0", "0.0", "", "false", "no", "n", "off", "disable", "disabled", "inactive": return false
        default: throw malformed("is neither yes nor no")
        }
    }

    /// A list of texts: a JSON list, one text, a text with commas, or a printed `['a', 'b']`.
    package func texts() throws(ServiceError) -> [String] {
        if let items = try? items() { return try items.map { item throws(ServiceError) in try item.text() } }
        let text = try text().trimmingBlanks
        let isPrinted = text.hasPrefix("[") && text.hasSuffix("]")
        return (isPrinted ? text.dropFirst().dropLast() : text[...]).split(separator: ",").map { part in
            let item = String(part).trimmingBlanks
            let isQuoted =
                isPrinted && item.count >= 2 && "'\"".contains(item.prefix(1)) && item.first == item.last
            return isQuoted ? String(item.dropFirst().dropLast()) : item
        }
        .filter { !$0.isEmpty }
    }

    /// An instant, counted since 1970 in this unit; without one a day or an instant as text, blank or `T` between, no zone
    /// meaning UTC.
    package func date(_ unit: InstantUnit? = nil) throws(ServiceError) -> Date {
        let date =
            if let unit {
                DateReading.instant(secondsSince1970: try number() / unit.rawValue)
            } else {
                DateReading.instant(try text().trimmingBlanks)
            }
        guard let date else { throw malformed("is no date") }
        return date
    }

    /// How many of it are a second.
    package enum InstantUnit: Double, Sendable {
        case seconds = 1
        case milliseconds = 1e3
        case microseconds = 1e6
    }

    private var numericText: String? {
        switch value {
        case .number(let digits): digits
        case .string(let text): text.trimmingBlanks
        default: nil
        }
    }
}
