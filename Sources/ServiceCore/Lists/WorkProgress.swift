/// How far work has got that takes as long as a list is.
package struct WorkProgress: Sendable, Equatable {
    /// What is being done: `taking back`.
    package let verb: String
    /// What it is done to: `430,000 rows`; empty where the verb says all.
    package let object: String
    /// From 0 to 1, nil where unknown.
    package let share: Double?

    package init(_ verb: String, _ object: String = "", share: Double? = nil) {
        (self.verb, self.object, self.share) = (verb, object, share)
    }

    /// `taking back 430,000 rows, 61 %`
    package var text: String {
        let words = object.isEmpty ? verb : "\(verb) \(object)"
        return share.map { "\(words), \(Int($0 * 100)) %" } ?? words
    }
}
