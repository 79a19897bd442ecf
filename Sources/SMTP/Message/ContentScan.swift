/// One look at every byte of a message: what is in it, and whether it may go as it is.
struct ContentScan {
    private(set) var fault: ContentFault?
    /// Whether every CR and LF is part of a CRLF and the last line is ended.
    private(set) var isCanonical = true
    private(set) var hasLeadingDot = false
    private(set) var isEightBit = false
    private(set) var hasUTF8Header = false

    private var line = 1
    private var length = 0
    private var isInHeader = true
    private var previous: UInt8 = 0x0A

    init(_ message: [UInt8]) {
        message.withUnsafeBufferPointer { bytes in
            for byte in bytes {
                note(byte)
                previous = byte
            }
        }
        if previous == 0x0D { isCanonical = false }
        if length > 0 { isCanonical = false }
    }

    @inline(__always)
    private mutating func note(_ byte: UInt8) {
        if previous == 0x0D, byte != 0x0A { isCanonical = false }
        if byte == 0x0D {
            endLine()
        } else if byte == 0x0A {
            if previous != 0x0D {
                isCanonical = false
                endLine()
            }
        } else {
            noteText(byte)
        }
    }

    @inline(__always)
    private mutating func noteText(_ byte: UInt8) {
        if length == 0, byte == 0x2E { hasLeadingDot = true }
        length += 1
        if byte >= 0x80 {
            isEightBit = true
            if isInHeader { hasUTF8Header = true }
        }
        if byte == 0, fault == nil { fault = .nulByte(line) }
        if length == MessageContent.longestLine + 1, fault == nil { fault = .lineTooLong(line) }
    }

    /// A bare CR ends a line too, as some servers would have it.
    private mutating func endLine() {
        if length == 0 { isInHeader = false }
        line += 1
        length = 0
    }
}
