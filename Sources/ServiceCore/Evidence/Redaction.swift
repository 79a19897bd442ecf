/// Takes the addresses and phone numbers of people out of a text whom a case is not about.
struct Redaction: Sendable {
    private var own: Set<String> = []
    private var ownNumbers: Set<String> = []

    init(_ own: [String]) { spare(own) }

    /// Leaves these too: the account's own name and sender are nobody else's data.
    mutating func spare(_ others: [String]) {
        for text in others where !text.isEmpty {
            if text.contains("@") {
                own.insert(MailAddress.key(of: text))
            } else {
                ownNumbers.insert(WrittenNumber.key(of: text))
            }
        }
    }

    static let mark = "[address removed]"
    static let numberMark = "[number removed]"
    /// What a case file says that it leaves out.
    static let summary =
        "secrets, and the addresses and phone numbers of other people (\(mark), \(numberMark))"

    func clean(_ text: String) -> String { cleanOfNumbers(cleanOfAddresses(text)) }

    private func cleanOfAddresses(_ text: String) -> String {
        text.replacing(Self.address) { match in
            own.contains(MailAddress.key(of: String(match.output))) ? String(match.output) : Self.mark
        }
    }

    private func cleanOfNumbers(_ text: String) -> String {
        var cleaned = ""
        var rest = text.startIndex
        for number in WrittenNumber.all(in: text) where !isOwn(number) {
            cleaned += text[rest..<number.range.lowerBound] + Self.numberMark
            rest = number.range.upperBound
        }
        return cleaned + text[rest...]
    }

    private func isOwn(_ number: WrittenNumber) -> Bool {
        ownNumbers.contains { WrittenNumber.isSame($0, number.key) }
    }

    /// Whatever reads like one, in a reply as in a list.
    private static var address: Regex<Substring> {
        #/[^\s<>()\[\]",;:=]+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+/#
    }
}
