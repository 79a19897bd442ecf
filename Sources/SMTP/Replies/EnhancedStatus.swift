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
        let word = text.utf8.prefix { $0 != 0x20 }
        var numbers = (0, 0, 0)
        var (place, digits) = (0, 0)
        for byte in word {
            if byte.isDigit, digits < (place == 0 ? 1 : 3) {
                let digit = Int(byte - 0x30)
                switch place {
                case 0: numbers.0 = digit
                case 1: numbers.1 = numbers.1 * 10 + digit
                default: numbers.2 = numbers.2 * 10 + digit
                }
                digits += 1
            } else if byte == UInt8(ascii: "."), digits > 0, place < 2 {
                (place, digits) = (place + 1, 0)
            } else {
                return nil
            }
        }
        guard place == 2, digits > 0, numbers.0 == 2 || numbers.0 == 4 || numbers.0 == 5 else { return nil }
        let rest = text[word.endIndex...].drop { $0 == " " }
        return (EnhancedStatus(numbers.0, numbers.1, numbers.2), rest)
    }
}
