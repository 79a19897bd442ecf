/// Puts replies together from the bytes of a server that may send anything.
///
/// A line may end in LF alone: the text of a reply is never handed on to another server, so a line end that two sides
/// read differently can smuggle nothing in; and a reply too many is a fault of its own where nobody asked for one.
struct ReplyParser: Sendable {
    /// Eight times what RFC 5321 §4.5.3.1.5 allows.
    static let longestLine = 4096
    static let mostLines = 128

    private var pending: [UInt8] = []
    private var start = 0
    private var code: Int?
    private var lines: [String] = []

    /// Whether bytes of a reply that is not whole, or of the next one, have come.
    var hasMore: Bool { start < pending.count || code != nil }

    mutating func append(_ bytes: some Collection<UInt8>) {
        if start == pending.count {
            pending.removeAll(keepingCapacity: true)
        } else {
            pending.removeFirst(start)
        }
        start = 0
        pending.append(contentsOf: bytes)
    }

    /// The next whole reply; nil until more bytes have come.
    ///
    /// - Throws: what is no reply, or longer than any is; nothing can be read after that.
    mutating func next() throws(ProtocolViolation) -> Reply? {
        while let line = try nextLine() {
            let (code, isLast, text) = try Self.parts(of: line)
            guard self.code == nil || self.code == code else { throw .notAReply(Self.excerpt(line)) }
            self.code = code
            lines.append(text)
            guard isLast else {
                if lines.count >= Self.mostLines { throw .replyTooLong }
                continue
            }
            defer {
                self.code = nil
                lines = []
            }
            return Reply(code: code, wire: lines)
        }
        return nil
    }

    private mutating func nextLine() throws(ProtocolViolation) -> ArraySlice<UInt8>? {
        guard let end = pending[start...].firstIndex(of: 0x0A) else {
            if pending.count - start > Self.longestLine { throw .replyTooLong }
            return nil
        }
        var line = pending[start..<end]
        start = end + 1
        if line.last == 0x0D { line = line.dropLast() }
        if line.count > Self.longestLine { throw .replyTooLong }
        return line
    }

    private static func parts(
        of line: ArraySlice<UInt8>
    ) throws(ProtocolViolation) -> (code: Int, isLast: Bool, text: String) {
        let digits = line.prefix(3)
        let separator = line.dropFirst(3).first ?? 0x20
        guard digits.count == 3, digits.allSatisfy(\.isDigit),
            separator == 0x20 || separator == 0x2D, !line.contains(0x0D), !line.contains(0)
        else { throw .notAReply(excerpt(line)) }
        let code = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard (200...599).contains(code) else { throw .notAReply(excerpt(line)) }
        return (code, separator == 0x20, String(decoding: line.dropFirst(4), as: UTF8.self))
    }

    /// Enough of a line to recognise it by.
    private static func excerpt(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line.prefix(40), as: UTF8.self)
    }
}
