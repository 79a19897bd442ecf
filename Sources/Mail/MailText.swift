/// A text as a part of a message carries it: CRLF line ends, as it is where it is ASCII, else quoted-printable.
package struct MailText {
    let bytes: [UInt8]
    let encoding: String
    let charset: String

    /// RFC 5322 §2.1.1, without the CRLF.
    package static let longestLine = 998

    init(_ text: String) {
        let lines = Self.canonical(text.utf8)
        if Self.isSevenBit(lines) {
            (bytes, encoding, charset) = (lines, "7bit", "us-ascii")
        } else {
            (bytes, encoding, charset) = (QuotedPrintable.encode(lines), "quoted-printable", "utf-8")
        }
    }

    /// Every line end, whichever it is, as CRLF.
    package static func canonical(_ text: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.underestimatedCount + 64)
        var followsReturn = false
        for byte in text {
            switch byte {
            case 13: output += [13, 10]
            case 10: if !followsReturn { output += [13, 10] }
            default: output.append(byte)
            }
            followsReturn = byte == 13
        }
        return output
    }

    /// Whether no line, whichever way lines end, is longer than any relay takes.
    package static func fitsLines(_ text: some Sequence<UInt8>) -> Bool {
        var width = 0
        for byte in text {
            width = byte == 10 || byte == 13 ? 0 : width + 1
            if width > longestLine { return false }
        }
        return true
    }

    /// ASCII without NUL in lines that any relay takes.
    static func isSevenBit(_ text: [UInt8]) -> Bool {
        text.allSatisfy { $0 != 0 && $0 < 128 } && fitsLines(text)
    }
}
