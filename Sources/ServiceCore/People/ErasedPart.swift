/// What an erasure came to on one connection.
package struct ErasedPart: Sendable, Equatable {
    package let connection: ConnectionID
    package var erased: [PersonKept.Part] = []
    /// What stays there and why, as sentences.
    package var stays: [String] = []
    /// What was done besides: `suppressed by a keyed hash`.
    package var notes: [String] = []
    /// Why nothing was erased there, or not all that should have been; nil where all was.
    package var failure: String?

    package init(connection: ConnectionID) { self.connection = connection }

    /// Whether what this connection can erase is erased.
    package var isWhole: Bool { failure == nil }

    package var found: [PersonKept.Part] { erased.filter { $0.count > 0 } }
}
