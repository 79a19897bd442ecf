/// A text as a part of a message carries it: CRLF line ends, as it is where it is ASCII, else quoted-printable.
struct MailText {
    let bytes: [UInt8]
    let encoding: String
    let charset: String

    /// RFC 5322 §2.1.1, without the CRLF.
    static let longestLine = 998

    init(_ text: String) {
        let lines = Self.canonical(text.utf8)
        if Self.isSevenBit(lines) {
            (bytes, encoding, charset) = (lines, "7bit", "us-ascii")
        } else {
            (bytes, encoding, charset) = (QuotedPrintable.encode(lines), "quoted-printable", "utf-8")
        }
    }

    /// Every line end, whichever it is, as CRLF.
    static func canonical(_ text: some Sequence<UInt8>) -> [UInt8] {
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

    /// ASCII without NUL in lines that any relay takes.
    static func isSevenBit(_ text: [UInt8]) -> Bool {
        var width = 0
        for byte in text {
            if byte == 0 || byte > 127 { return false }
            width = byte == 10 ? 0 : width + 1
            // The CR of the line's end is counted with it.
            if width > longestLine + (byte == 13 ? 1 : 0) { return false }
        }
        return true
    }
}
