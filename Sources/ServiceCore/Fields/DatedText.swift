package import FoundationEssentials

/// Words of ours with times in them, which are written as whoever shows them writes times.
///
/// ```swift
/// notes.append("whitelisted since \(contact.whitelistedSince)")   // a Date
/// ```
package struct DatedText: Sendable {
    fileprivate var parts: [Part]

    fileprivate enum Part: Sendable {
        case text(String)
        case time(Date)
    }

    package init(_ text: String) { parts = [.text(text)] }

    /// Words that were kept as `plainText`: each instant in ISO 8601 UTC in them is a time again.
    package init(kept text: String) {
        parts = []
        var rest = text[...]
        while let match = rest.firstMatch(of: Self.instant) {
            guard let date = DateReading.instant(String(match.output)) else { break }
            parts += [.text(String(rest[..<match.range.lowerBound])), .time(date)]
            rest = rest[match.range.upperBound...]
        }
        parts.append(.text(String(rest)))
    }

    private static var instant: Regex<Substring> { #/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/# }

    package var isEmpty: Bool { parts.allSatisfy { if case .text("") = $0 { true } else { false } } }

    package var tellsTime: Bool { parts.contains { if case .time = $0 { true } else { false } } }

    /// The words with their times as `write` writes them.
    package func text(_ write: (Date) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .time(let date): write(date)
            }
        }.joined()
    }

    /// The words with their times in ISO 8601 UTC, for scripts.
    package var plainText: String { text { $0.formatted(.iso8601) } }
}

extension DatedText: Hashable {
    package static func == (one: DatedText, other: DatedText) -> Bool { one.plainText == other.plainText }

    package func hash(into hasher: inout Hasher) { hasher.combine(plainText) }
}

extension Sequence<DatedText> {
    package func joined(separator: String) -> DatedText {
        reduce(into: [DatedText]()) { all, next in
            if !all.isEmpty { all.append(DatedText(separator)) }
            all.append(next)
        }.reduce("") { "\($0)\($1)" }
    }
}

extension DatedText: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text) }

    package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

    /// Keeps dates as dates.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ text: String) { parts.append(.text(text)) }

        package mutating func appendInterpolation(_ note: DatedText) { parts += note.parts }

        package mutating func appendInterpolation(_ date: Date) { parts.append(.time(date)) }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            parts.append(.text(value.description))
        }
    }
}

extension FieldValue {
    /// A text of ours that was kept: a note where it tells a time.
    package static func kept(_ text: String) -> Self {
        let note = DatedText(kept: text)
        return note.tellsTime ? .note(note) : .text(text)
    }

    /// The value as words, its times still times.
    var dated: DatedText {
        switch self {
        case .date(let date): "\(date)"
        case .note(let note): note
        default: DatedText(plainText)
        }
    }
}
