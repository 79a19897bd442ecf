package import FoundationEssentials

/// One thing worth knowing of a person; its times are written as whoever shows it writes them.
///
/// ```swift
/// notes.append("whitelisted since \(contact.whitelistedSince)")   // a Date
/// ```
package struct TraceNote: Sendable {
    fileprivate var parts: [Part]

    fileprivate enum Part: Sendable {
        case text(String)
        case time(Date)
    }

    package init(_ text: String) { parts = [.text(text)] }

    /// The note with its times as `write` writes them.
    package func text(_ write: (Date) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .time(let date): write(date)
            }
        }.joined()
    }

    /// The note with its times in ISO 8601 UTC, for scripts.
    package var plainText: String { text { $0.formatted(.iso8601) } }
}

extension TraceNote: Equatable {
    package static func == (one: TraceNote, other: TraceNote) -> Bool { one.plainText == other.plainText }
}

extension TraceNote: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text) }

    package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

    /// Keeps dates as dates.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ text: String) { parts.append(.text(text)) }

        package mutating func appendInterpolation(_ note: TraceNote) { parts += note.parts }

        package mutating func appendInterpolation(_ date: Date) { parts.append(.time(date)) }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            parts.append(.text(value.description))
        }
    }
}
