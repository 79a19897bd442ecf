import Glibc

/// The lines of a text, as places in it; LF and CRLF end one, and CR alone where the text has no LF.
struct ByteLines: Sequence, IteratorProtocol {
    let text: [UInt8]
    private var place: Int
    private let mark: UInt8

    init(_ text: [UInt8], from start: Int = 0) {
        (self.text, place) = (text, start)
        mark = Self.first(10, in: text, from: start) == nil ? 13 : 10
    }

    /// The next line without its end; nil behind the last.
    mutating func next() -> Range<Int>? {
        guard place < text.count else { return nil }
        let start = place
        let end = Self.first(mark, in: text, from: start) ?? text.count
        place = end + 1
        let hasReturn = mark == 10 && end > start && end < text.count && text[end - 1] == 13
        return start..<(hasReturn ? end - 1 : end)
    }

    private static func first(_ byte: UInt8, in text: [UInt8], from start: Int) -> Int? {
        text.withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress,
                let found = memchr(base + start, Int32(byte), bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}

extension [UInt8] {
    /// A stretch as text; what is no UTF-8 becomes replacement characters.
    func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

    /// A stretch without the blanks around it.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return start..<end
    }
}

extension UInt8 {
    /// Space, tab, and the line ends that may be left at a line's edge.
    var isBlank: Bool { self == 32 || self == 9 || self == 13 || self == 10 }
    var isDigit: Bool { (48...57).contains(self) }
}
