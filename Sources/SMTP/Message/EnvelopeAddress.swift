/// An address as MAIL and RCPT take it, with nothing in it that could end the command or begin another.
package struct EnvelopeAddress: Sendable, Hashable {
    package let text: String

    /// The empty sender of notices, which nobody answers.
    package static let none = EnvelopeAddress(checked: "")

    private init(checked text: String) { self.text = text }

    /// Takes `local@domain`; a quoted local part may hold blanks.
    ///
    /// - Throws: why it is none. Control characters, angle brackets and routes are refused wherever they stand.
    package init(_ text: String) throws(EnvelopeAddressFault) {
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0x3C && $0 != 0x3E }) else {
            throw .forbiddenCharacter
        }
        guard let at = text.lastIndex(of: "@") else { throw .noDomain }
        let local = text[..<at]
        let domain = text[text.index(after: at)...]
        guard text.utf8.count <= 254, local.utf8.count <= 64 else { throw .tooLong }
        guard Self.isLocalPart(local.utf8) else { throw .localPart }
        guard Self.isDomain(domain.utf8) else { throw .noDomain }
        self.text = text
    }

    /// Whether it can only be said to a server that announced SMTPUTF8.
    package var needsUTF8: Bool { !text.utf8.allSatisfy { $0 < 0x80 } }

    private static func isLocalPart(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first else { return false }
        guard first == 0x22 else {
            return first != 0x2E && bytes.last != 0x2E && bytes.allSatisfy { !special.contains($0) }
        }
        return bytes.count > 2 && bytes.last == 0x22 && isQuoted(bytes.dropFirst().dropLast())
    }

    /// Blank, comma, colon, semicolon, quote, brackets, backslash, at-sign.
    private static let special = Set(" ,:;\"()[]\\@".utf8)

    /// Whether every quote and backslash inside stands behind a backslash.
    private static func isQuoted(_ inside: Substring.UTF8View.SubSequence) -> Bool {
        var isEscaped = false
        for byte in inside {
            if !isEscaped, byte == 0x22 { return false }
            isEscaped = !isEscaped && byte == 0x5C
        }
        return !isEscaped
    }

    /// Names between dots, or an address in square brackets.
    static func isDomain(_ bytes: Substring.UTF8View) -> Bool {
        if bytes.first == 0x5B {
            let inside = bytes.dropFirst().dropLast()
            return bytes.last == 0x5D && !inside.isEmpty && inside.allSatisfy { isInName($0) || $0 == 0x3A }
        }
        let isWhole = bytes.first != 0x2E && bytes.last != 0x2E && bytes.first != 0x2D
        return !bytes.isEmpty && isWhole && bytes.allSatisfy(isInName)
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte.isDigit || byte.isLetter || byte == 0x2E || byte == 0x2D || byte == 0x5F
    }
}

/// Why a text is no address.
package enum EnvelopeAddressFault: Error, Sendable, Hashable {
    /// A control character or an angle bracket.
    case forbiddenCharacter
    case localPart
    case noDomain
    case tooLong

    /// The end of a sentence about the address.
    package var words: String {
        switch self {
        case .forbiddenCharacter: "has a control character or an angle bracket in it"
        case .localPart: "is not usable before its @"
        case .noDomain: "has no usable domain"
        case .tooLong: "is too long"
        }
    }
}
