/// Whom a message goes to as its form is filled now.
package struct MessageAudience: Sendable, Equatable {
    /// Asks whom these rows and a form so filled in write to.
    package typealias Ask = @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> MessageAudience

    /// How many messages that makes; copies count for each message that they go with.
    package let count: Int
    /// All to whom they go, chosen ones first; empty where that is not known.
    package let addresses: [String]
    /// Who of those meant would not be sent to, by reason, the most common first.
    package let leftOut: [Tally]
    /// What else is to be known of those to whom it goes, a sentence each.
    package var notes: [String] = []

    package init(count: Int, addresses: [String] = [], leftOut: [Tally] = []) {
        self.count = count
        self.addresses = addresses
        self.leftOut = leftOut
    }

    package init(_ addresses: [String]) {
        self.init(count: addresses.count, addresses: addresses)
    }

    /// `kim@a.test, ana@b.test`, or `14 recipients (kim@a.test, ana@b.test and more)`, and where copies make more messages
    /// than there are people `4 people in 6 messages (…)`; nil where no address is known.
    package var words: String? {
        guard !addresses.isEmpty else { return nil }
        let first = addresses.prefix(3).joined(separator: ", ")
        if count <= 3, addresses.count == count { return first }
        let more = addresses.count > 3 ? " and more" : ""
        let people =
            count > addresses.count
            ? "\(NumberText.counted(addresses.count, "person", "people")) in \(NumberText.counted(count, "message"))"
            : NumberText.counted(count, "recipient")
        return "\(people) (\(first)\(more))"
    }

    /// Who is left out, as a launch's pre-flight has it: `Not sent: 1 suppressed: complaint.`
    package var remarks: [FormRemark] {
        let others = (notes + leftOut.map(\.notSentSentence)).map { FormRemark($0) }
        return count == 0 && !others.isEmpty ? others + [FormRemark("Nobody would be sent to.")] : others
    }
}
