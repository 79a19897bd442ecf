import Glibc

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
        message.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = Self.end(ofLineAt: start, in: bytes)
                let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                if !noteWhole(line) { noteEach(line) }
                start = end
            }
        }
        if previous == 0x0D { isCanonical = false }
        if length > 0 { isCanonical = false }
    }

    /// Behind the next LF, or the end of it all.
    private static func end(ofLineAt start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress, let feed = memchr(base + start, 0x0A, bytes.count - start) else {
            return bytes.count
        }
        return UnsafeRawPointer(feed) - base + 1
    }

    /// Takes a line as nearly all are at one look.
    ///
    /// - Returns: false for one that is not ended by CRLF alone, or has a fault; nothing of it is noted then.
    private mutating func noteWhole(_ line: UnsafeRawBufferPointer) -> Bool {
        let count = line.count - 2
        guard previous == 0x0A, length == 0, count >= 0, count <= MessageContent.longestLine,
            let base = line.baseAddress, line[count + 1] == 0x0A,
            memchr(base, 0x0D, line.count) == UnsafeMutableRawPointer(mutating: base + count),
            memchr(base, 0, count) == nil
        else { return false }
        if count > 0, line[0] == 0x2E { hasLeadingDot = true }
        if line.reduce(0, |) >= 0x80 {
            isEightBit = true
            if isInHeader { hasUTF8Header = true }
        }
        length = count
        endLine()
        return true
    }

    private mutating func noteEach(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            note(byte)
            previous = byte
        }
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
