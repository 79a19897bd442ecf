extension FoldedHeader {
    /// Adds mailboxes with commas between (RFC 5322 §3.4).
    mutating func append(_ mailboxes: [Mailbox]) {
        for (place, mailbox) in mailboxes.enumerated() {
            append(phrase: mailbox.name)
            let address = mailbox.written
            append(
                (mailbox.name.isEmpty ? address : "<\(address)>") + (place + 1 < mailboxes.count ? "," : ""))
        }
    }

    private mutating func append(phrase name: String) {
        guard !name.isEmpty else { return }
        let isAtoms = name.utf8.allSatisfy { $0 == 32 || Mailbox.isAtomic($0) }
        let plain = isAtoms ? name : Mailbox.quoted(name)
        guard plain.utf8.allSatisfy({ (32...126).contains($0) }), !plain.contains("=?"),
            Self.isFoldable(plain)
        else { return append(encoded: name) }
        var gap = " "
        for word in plain.split(separator: " ", omittingEmptySubsequences: false) {
            // An empty word is one blank more before the next.
            if word.isEmpty {
                gap += " "
            } else {
                append(String(word), after: gap)
                gap = " "
            }
        }
    }
}

extension Mailbox {
    /// The address as it stands in headers and envelopes: its local part quoted where it must be.
    var written: String {
        guard let sign = address.lastIndex(of: "@") else { return address }
        let local = String(address[..<sign])
        return (Self.isDotAtom(local) ? local : Self.quoted(local)) + address[sign...]
    }

    static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// `atext` of RFC 5322 §3.2.3, and what RFC 6532 adds.
    static func isAtomic(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 128...255: true
        default: atomicMarks.contains(byte)
        }
    }

    private static let atomicMarks = Set("!#$%&'*+-/=?^_`{|}~".utf8)

    private static func isDotAtom(_ text: String) -> Bool {
        let atoms = text.utf8.split(separator: 46, omittingEmptySubsequences: false)
        return atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomic) }
            || text.hasPrefix("\"") && text.hasSuffix("\"")
    }
}
