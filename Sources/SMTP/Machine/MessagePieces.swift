/// The bytes that hand a message over, in pieces; the last one holds the end, and is never sent without asking.
struct MessagePieces: Sendable {
    /// Small enough to see progress on a slow line, large enough for nearly every message to be one.
    static let size = 65536

    private let head: [UInt8]
    private let body: [UInt8]
    private let tail: [UInt8]
    private var sent = 0
    /// Whether something of it is on the line.
    private(set) var hasBegun = false

    /// After DATA was answered 354: dots doubled, and one alone at the end.
    init(dataOf content: MessageContent) {
        head = []
        body = content.stuffed
        tail = [0x2E, 0x0D, 0x0A]
    }

    /// In one chunk, which needs neither.
    init(chunkOf content: MessageContent) {
        head = Array("BDAT \(content.bytes.count) LAST\r\n".utf8)
        body = content.bytes
        tail = []
    }

    /// The next piece before the last one; nil where only the last is left.
    mutating func next() -> [UInt8]? {
        guard body.count - sent > Self.size else { return nil }
        let piece = body[sent..<sent + Self.size]
        let start = hasBegun ? [] : head
        hasBegun = true
        sent += Self.size
        return start + piece
    }

    /// The last piece: with it the message is handed over.
    mutating func last() -> [UInt8] {
        defer {
            sent = body.count
            hasBegun = true
        }
        return (hasBegun ? [] : head) + body[sent...] + tail
    }
}
