/// Whom a message goes to as its form is filled now.
package struct MessageAudience: Sendable, Equatable {
    /// How many messages that makes; copies count for each message that they go with.
    package let count: Int
    /// Where they go, as far as that is known, chosen ones first.
    package let addresses: [String]

    package init(count: Int, addresses: [String] = []) {
        self.count = count
        self.addresses = addresses
    }

    package init(_ addresses: [String]) {
        self.init(count: addresses.count, addresses: addresses)
    }

    /// `kim@a.test, ana@b.test`, or `14 recipients (kim@a.test, ana@b.test and more)`; nil where no address is known.
    package var words: String? {
        guard !addresses.isEmpty else { return nil }
        let first = addresses.prefix(3).joined(separator: ", ")
        if count <= 3, addresses.count == count { return first }
        let more = addresses.count > 3 ? " and more" : ""
        return "\(NumberText.counted(count, "recipient")) (\(first)\(more))"
    }
}
