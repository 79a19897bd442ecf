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

        package init(_ what: String, _ count: Int) { (self.what, self.count) = (what, count) }
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
            ? "nothing" : found.map { "\(NumberText.grouped($0.count)) \($0.what)" }.joined(separator: ", ")
    }
}
