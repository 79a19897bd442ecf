import Crypto

/// A message as the bytes that go out.
package struct WrittenMail: Sendable, Hashable {
    package let bytes: [UInt8]
    /// Where the line begins that ends the head.
    let endOfHead: Int

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        endOfHead = MailLines.endOfHead(of: bytes)
    }

    /// - Parameters:
    ///   - body: its own headers, then what it holds.
    ///   - value: of a field in it, by its name.
    ///   - mark: what stands in place of a mark, by its number.
    package init(
        _ head: MailHead, _ body: (head: [UInt8], body: OpenBytes),
        value: (String) -> String? = { _ in nil }, mark: (Int64) -> String = { _ in "" }
    ) {
        let (start, content) = (head.bytes, body.body.filled(value, mark: mark))
        endOfHead = start.count + body.head.count
        var all: [UInt8] = []
        all.reserveCapacity(endOfHead + content.count + 4)
        all += start
        all += body.head
        all += [13, 10]
        all += content
        bytes = Self.ended(all)
    }

    /// A caller's whole message, in lines as a message has them.
    package init(raw: [UInt8]) { self.init(Self.ended(MailText.canonical(raw))) }

    private init(_ bytes: [UInt8], endOfHead: Int) { (self.bytes, self.endOfHead) = (bytes, endOfHead) }

    /// The same with further headers before its own.
    func with(_ headers: [UInt8]) -> WrittenMail {
        WrittenMail(headers + bytes, endOfHead: endOfHead + headers.count)
    }

    /// By which a copy that somebody shows can be verified.
    package var sha256: [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// All headers, each with its line end.
    var head: ArraySlice<UInt8> { bytes[..<endOfHead] }

    /// What follows the empty line after them.
    var body: ArraySlice<UInt8> { bytes.dropFirst(endOfHead + 2) }

    private static func ended(_ bytes: [UInt8]) -> [UInt8] {
        let isEnded = bytes.count >= 2 && bytes[bytes.count - 2] == 13 && bytes[bytes.count - 1] == 10
        return isEnded ? bytes : bytes + [13, 10]
    }
}

enum MailLines {
    /// Where the first empty line begins; at the end of a message that has none.
    static func endOfHead(of bytes: [UInt8]) -> Int {
        var start = 0
        while start + 1 < bytes.count {
            if bytes[start] == 13, bytes[start + 1] == 10 { return start }
            guard let end = bytes[start...].firstIndex(of: 10) else { break }
            start = end + 1
        }
        return bytes.count
    }
}
