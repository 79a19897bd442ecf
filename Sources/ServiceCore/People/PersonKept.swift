package import FoundationEssentials

/// What one connection keeps of a person.
package struct PersonKept: Sendable, Equatable {
    package let connection: ConnectionID
    /// By what the person is known there: what was asked for, and what the person's contacts have besides.
    package var names: [String]
    package var parts: [Part] = []
    package var hold: PersonHold?
    /// When somebody of this address was erased who stays suppressed.
    package var erased: Date?
    /// What is worth knowing before the person is erased, as sentences.
    package var notes: [String] = []
    /// Whether this connection can erase; else why it cannot.
    package var obstacle: String?

    /// A number of things of one sort.
    package struct Part: Sendable, Equatable {
        /// In the plural: `contacts`.
        package let what: String
        package let count: Int
        private let one: String

        /// - Parameter several: where more than an “s” is added.
        package init(_ one: String, _ several: String?, _ count: Int) {
            (self.one, self.what, self.count) = (one, several ?? one + "s", count)
        }

        package init(_ one: String, _ count: Int) { self.init(one, nil, count) }

        /// `1 contact`
        package var words: String { NumberText.counted(count, one, what) }
    }

    package init(connection: ConnectionID, names: [String]) {
        (self.connection, self.names) = (connection, names)
    }

    /// Those of which there are any.
    package var found: [Part] { parts.filter { $0.count > 0 } }
    package var isEmpty: Bool { found.isEmpty }

    /// `2 contacts, 14 deliveries`; `nothing` where nothing is kept.
    package var words: String {
        found.isEmpty
            ? "nothing" : found.map(\.words).joined(separator: ", ")
    }
}
