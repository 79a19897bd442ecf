/// What a reply says beside its three digits: `5.1.1`, class, subject and detail (RFC 3463).
package struct EnhancedStatus: Sendable, Hashable, CustomStringConvertible {
    /// 2, 4 or 5.
    package let kind: Int
    package let subject: Int
    package let detail: Int

    package init(_ kind: Int, _ subject: Int, _ detail: Int) {
        self.kind = kind
        self.subject = subject
        self.detail = detail
    }

    package var description: String { "\(kind).\(subject).\(detail)" }

    /// Reads the status that a reply's text begins with, and the text after it.
    ///
    /// Nil where there is none: `5.1 sent` and `5.1.1x` are text.
    static func leading(_ text: Substring) -> (status: EnhancedStatus, rest: Substring)? {
        let word = text.prefix { $0 != " " }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, ["2", "4", "5"].contains(parts[0]),
            let numbers = try? parts.map(number)
        else { return nil }
        let rest = text[word.endIndex...].drop { $0 == " " }
        return (EnhancedStatus(numbers[0], numbers[1], numbers[2]), rest)
    }

    private struct NotANumber: Error {}

    /// One to three digits and nothing else.
    private static func number(_ part: Substring) throws(NotANumber) -> Int {
        guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy(\.isDigit),
            let number = Int(part)
        else { throw NotANumber() }
        return number
    }
}
