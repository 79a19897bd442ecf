/// How many there are of what a text names: of a reason not to send, of a reply.
package struct Tally: Sendable, Hashable {
    package let text: String
    package let count: Int

    package init(_ text: String, _ count: Int) {
        self.text = text
        self.count = count
    }

    /// `1 suppressed: complaint`
    package var words: String { "\(NumberText.grouped(count)) \(text)" }

    /// Of a reason why messages do not go out: `Not sent: 1 suppressed: complaint.`
    package var notSentSentence: String { "Not sent: \(words)." }

    /// Tallies of reasons, the most common first.
    package static func descending(_ counts: [String: Int]) -> [Tally] {
        counts.map { Tally($0, $1) }.sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }
}
