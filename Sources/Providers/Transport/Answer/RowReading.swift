import FoundationEssentials
import ServiceCore

/// Reads one row of an answer as far as it can be read, and keeps what of it cannot.
///
/// A value that is missing, null or blank is unknown, which is no fault; one in a form that nobody can read is
/// unknown too and makes the row odd.
/// ```swift
/// let limit = row.integer("hourly_limit")   // nil: not told, or not readable
/// ```
struct RowReading: Sendable {
    let item: JSONReader
    /// Where the row stands in its list, from 1.
    let number: Int
    /// Why nobody can tell which row this is; nil where that is known.
    private(set) var namelessness: ServiceError?
    private var problems: [String] = []

    init(_ item: JSONReader, number: Int = 1) {
        self.item = item
        self.number = number
    }

    /// What of the row could not be read: `created is no date; seeding is neither yes nor no`.
    var oddity: String? { problems.isEmpty ? nil : problems.joined(separator: "; ") }

    /// The text that tells the row from others; where there is none that can be read, its place in the list.
    ///
    /// - Parameter id: what else tells it from them.
    mutating func name(_ names: String..., else id: String? = nil) -> String {
        let place = item.first(of: names)
        do throws(ServiceError) {
            let name = try place.text()
            if !name.trimmingBlanks.isEmpty { return name }
            namelessness = id == nil ? place.malformed("is empty") : nil
        } catch {
            namelessness = id == nil ? error : nil
        }
        problems.append("\(Self.label(place, in: item)) cannot be read")
        return ResourceID.placeholder(of: number)
    }

    mutating func text(_ names: String...) -> String? {
        value(item.first(of: names), "is no text") { try? $0.text() }
    }

    /// A text that may be emptied: empty where one of these holds blanks alone, nil where none can be read.
    mutating func emptiableText(_ names: [String]) -> String? {
        let places = names.map { item[$0] }.filter { $0.ifPresent != nil }
        let texts = places.compactMap { value($0, "is no text") { try? $0.text() } }
        return texts.first ?? (places.contains(where: \.isBlank) ? "" : nil)
    }

    mutating func texts(_ names: String...) -> [String]? {
        value(item.first(of: names), "is no list of texts") { try? $0.texts() }
    }

    mutating func secret(_ names: String...) -> Secret? {
        value(item.first(of: names), "is no text") { try? $0.secret() }
    }

    mutating func integer(_ names: String...) -> Int? {
        value(item.first(of: names), "is no whole number") { try? $0.integer() }
    }

    /// A whole number of things.
    mutating func count(_ name: String, from least: Int = 0) -> Int? {
        within(least...Int.max, integer(name), name, "is below \(least)")
    }

    /// Per cent, from 0 to 100.
    mutating func percentage(_ name: String) -> Double? {
        let number = value(item[name], "is no number") { try? $0.number() }
        return within(0...100, number, name, "is no percentage")
    }

    /// The value where it is one of these; another is unknown, and makes the row odd.
    mutating func within<Value: Comparable>(
        _ range: ClosedRange<Value>, _ value: Value?, _ name: String, _ problem: String
    ) -> Value? {
        guard let value, !range.contains(value) else { return value }
        mark(name, problem)
        return nil
    }

    mutating func flag(_ names: String...) -> Bool? { flag(at: item.first(of: names)) }

    mutating func flag(at place: JSONReader) -> Bool? {
        value(place, "is neither yes nor no") { try? $0.flag() }
    }

    mutating func date(_ names: String...) -> Date? {
        value(item.first(of: names), "is no date") { try? $0.date() }
    }

    /// What `read` makes of a place that holds something.
    ///
    /// - Parameter problem: what is wrong where it makes nothing: `is no date`.
    mutating func value<Value>(
        _ place: JSONReader, _ problem: String, _ read: (JSONReader) -> Value?
    ) -> Value? {
        guard let place = place.ifPresent, !place.isBlank else { return nil }
        if let value = read(place) { return value }
        problems.append("\(Self.label(place, in: item)) \(problem)")
        return nil
    }

    /// Makes the row odd.
    ///
    /// - Parameter problem: what is wrong with what stands under this name: `is no domain`.
    mutating func mark(_ name: String, _ problem: String) { problems.append("\(name) \(problem)") }

    /// Makes the row odd where a text is none that can be right; it is shown as it stands.
    mutating func check(_ names: String..., as rule: RowRule) { check(names, as: rule) }

    mutating func check(_ names: [String], as rule: RowRule) {
        let place = item.first(of: names)
        guard let text = try? place.text(), !place.isBlank, !rule.isRight(text) else { return }
        mark(Self.label(place, in: item), "is no \(rule.name)")
    }

    /// Makes the row odd where it does not hold this at all.
    mutating func require(_ name: String) {
        guard let place = item[name].ifPresent, !place.isBlank else {
            return problems.append("\(name) is missing")
        }
    }

    /// The place's name within the row.
    private static func label(_ place: JSONReader, in item: JSONReader) -> String {
        String(place.path.dropFirst(item.path.isEmpty ? 0 : item.path.count + 1))
    }
}

extension JSONReader {
    /// A text of blanks alone, by which platforms write that they tell nothing.
    fileprivate var isBlank: Bool {
        if case .string(let text) = value { text.allSatisfy(\.isWhitespace) } else { false }
    }
}

/// What a text of a row must look like to be right, by the loosest rule there is.
struct RowRule: Sendable {
    /// `domain`
    let name: String
    let isRight: @Sendable (String) -> Bool

    static let address = RowRule(name: "e-mail address") { text in
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && !text.contains(where: \.isWhitespace)
            && DomainName.key(parts[1]) != nil
    }

    static let domain = RowRule(name: "domain") { DomainName.key($0) != nil }

    static let webURL = RowRule(name: "URL") { text in
        text.wholeMatch(of: /(?i:https?):\/\/[^\s\/?#]+([\/?#]\S*)?/) != nil
    }

    static let phoneNumber = RowRule(name: "telephone number") { PhoneNumber.normalized($0) != nil }
}
