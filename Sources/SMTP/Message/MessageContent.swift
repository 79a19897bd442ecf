/// A message's bytes as they go over the line: every line ends in CRLF, and no other CR or LF is left.
///
/// Made once and sent as often as it is needed: it shares its bytes when it is copied.
package struct MessageContent: Sendable, Hashable {
    /// The longest line without its end (RFC 5321 §4.5.3.1.6).
    package static let longestLine = 998

    /// The bytes as BDAT sends them, and whose count SIZE tells.
    package let bytes: [UInt8]
    /// The same for DATA: a second dot where a line begins with one, without the last line's dot.
    let stuffed: [UInt8]
    package let isEightBit: Bool
    /// Whether a header has other bytes than ASCII, so that a server must have announced SMTPUTF8 (RFC 6531).
    package let hasUTF8Header: Bool

    /// Takes what a writer of messages made; bare CRs and LFs become line ends, a last line is ended.
    ///
    /// - Throws: what no server has to take. Nothing is wrapped or encoded here.
    package init(_ message: [UInt8]) throws(ContentFault) {
        let scan = ContentScan(message)
        if let fault = scan.fault { throw fault }
        bytes = scan.isCanonical ? message : Self.canonical(message)
        stuffed = scan.hasLeadingDot ? Self.stuffing(bytes) : bytes
        isEightBit = scan.isEightBit
        hasUTF8Header = scan.hasUTF8Header
    }

    private static func canonical(_ message: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(message.count + message.count / 16 + 2)
        var previous: UInt8 = 0
        for byte in message {
            if byte == 0x0D || (byte == 0x0A && previous != 0x0D) {
                bytes.append(0x0D)
                bytes.append(0x0A)
            } else if byte != 0x0A {
                bytes.append(byte)
            }
            previous = byte
        }
        if !bytes.isEmpty, bytes.last != 0x0A { bytes += [0x0D, 0x0A] }
        return bytes
    }

    private static func stuffing(_ bytes: [UInt8]) -> [UInt8] {
        var stuffed: [UInt8] = []
        stuffed.reserveCapacity(bytes.count + bytes.count / 64 + 1)
        var previous: UInt8 = 0x0A
        for byte in bytes {
            if byte == 0x2E, previous == 0x0A { stuffed.append(0x2E) }
            stuffed.append(byte)
            previous = byte
        }
        return stuffed
    }
}

/// Why a message cannot be sent as it is.
package enum ContentFault: Error, Sendable, Hashable {
    /// The number of the first line that is longer than 998 bytes.
    case lineTooLong(Int)
    /// The number of the first line with a byte of zero.
    case nulByte(Int)

    /// The end of a sentence about the message.
    package var words: String {
        switch self {
        case .lineTooLong(let line): "line \(line) is longer than \(MessageContent.longestLine) bytes"
        case .nulByte(let line): "line \(line) has a byte of zero in it"
        }
    }
}
