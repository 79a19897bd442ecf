/// A bounce told in plain words, as qmail, older Exim and sendmail write it: no standard, so nothing is made of it that its
/// words do not say.
struct BounceText {
    /// What it says, without the copy of the message; in lower case in `lower`.
    private var lines: [String] = []
    private var lower: [String] = []
    /// The message that is copied below, as bytes; empty where none is.
    private(set) var copy: [UInt8] = []

    private static let mostLines = 300
    private static let longestLine = 500

    init(_ text: [UInt8]) {
        for line in ByteLines(text) {
            guard lines.count < Self.mostLines else { break }
            let words = OneLine.of(
                text.text(line.lowerBound..<min(line.upperBound, line.lowerBound + Self.longestLine)),
                Self.longestLine)
            if let start = Self.copyStart(words, line, in: text) {
                copy = Array(text[start...])
                break
            }
            lines.append(words)
            lower.append(words.lowercased())
        }
    }

    /// What it tells; nil where its words do not say what became of the message.
    func report(_ machine: MachineMarks) -> RecipientReport? {
        let isDelayed = has(Self.delays)
        guard let said = reply ?? phrase else {
            return isDelayed ? RecipientReport(.delayed) : nil
        }
        var report = RecipientReport(
            isDelayed ? .delayed : .failed, status: said.status, code: said.code, text: said.text)
        report.finalRecipient = recipient
        return report
    }

    // MARK: The copy

    private static let copyMarks = [
        "below this line is a copy of the message", "this is a copy of the message",
        "this is a copy of your message", "original message follows", "unsent message follows",
        "message header follows", "----- original message", "--- original message",
        "headers of the original message", "----- message headers",
    ]

    /// Where the copy begins that a line announces, or is itself the beginning of.
    private static func copyStart(_ words: String, _ line: Range<Int>, in text: [UInt8]) -> Int? {
        let lower = words.lowercased()
        guard lower.hasPrefix("message-id:") || lower.hasPrefix("return-path:") else {
            guard copyMarks.contains(where: lower.contains) else { return nil }
            // Blank lines may stand between.
            var start = line.upperBound
            while start < text.count, text[start] == 10 || text[start] == 13 { start += 1 }
            return start
        }
        return line.lowerBound
    }

    // MARK: The words

    private static let delays = [
        "has not yet been delivered", "not been delivered yet", "not yet been delivered",
        "could not be delivered for the last", "will be retried", "will continue to try",
        "do not need to resend", "this is a warning message only", "transient non-fatal",
        "has been delayed",
    ]

    /// Words of a mail system that gives no code, and what they mean (RFC 3463).
    private static let phrases: [(words: String, status: String)] = [
        ("user unknown", "5.1.1"), ("unknown user", "5.1.1"), ("no such user", "5.1.1"),
        ("no mailbox here by that name", "5.1.1"), ("unrouteable address", "5.1.1"),
        ("address does not exist", "5.1.1"), ("mailbox does not exist", "5.1.1"),
        ("no such mailbox", "5.1.1"), ("mailbox is full", "5.2.2"), ("mailbox full", "5.2.2"),
        ("over quota", "5.2.2"), ("quota exceeded", "5.2.2"), ("exceeded storage", "5.2.2"),
    ]

    private func has(_ words: [String]) -> Bool {
        lower.contains { line in words.contains(where: line.contains) }
    }

    private var phrase: SMTPWords? {
        for (place, line) in lower.enumerated() {
            if let known = Self.phrases.first(where: { line.contains($0.words) }) {
                var words = SMTPWords(lines[place])
                words.status = known.status
                return words
            }
        }
        return nil
    }

    /// The first reply that stands in it, of 400 or more.
    private var reply: SMTPWords? { lines.lazy.compactMap(Self.reply).first }

    /// A reply is a code with a status behind it, or one that a line says to be a server's.
    private static func reply(_ line: String) -> SMTPWords? {
        var rest = Substring(line)
        let isSaid = ["said:", "<<<", "SMTP error", "RCPT TO", "responded"].contains { line.contains($0) }
        while let start = rest.firstIndex(where: { $0 == "4" || $0 == "5" || $0 == "#" }) {
            let stands = start == line.startIndex || " :<(".contains(line[line.index(before: start)])
            if stands {
                let words = SMTPWords(String(rest[start...]))
                let isReply = words.code.map { $0 >= 400 && (words.status != nil || isSaid) } ?? false
                // qmail gives the status alone: `(#5.1.1)`.
                if isReply || rest[start] == "#" && words.status != nil { return words.closed }
            }
            rest = rest[rest.index(after: start)...]
        }
        return nil
    }

    /// `<kim@x.example>:` at the beginning of a line, as qmail and sendmail name whom they tell of.
    private var recipient: String? {
        lines.lazy.filter { $0.hasPrefix("<") }.compactMap(HeaderReading.address).first
    }
}

extension SMTPWords {
    /// Without the bracket that closes around it.
    fileprivate var closed: SMTPWords {
        var words = self
        if words.text.hasPrefix(")") { words.text.removeFirst() }
        return words
    }
}
