/// One part of a message: its head, and its body where that may tell something.
struct ReadPart {
    var head: ReadHead
    /// Messages and multiparts around it.
    let depth: Int
    /// How many of those are messages: 0 for what the report itself consists of.
    let messages: Int
    private var body: [UInt8] = []

    init(_ head: ReadHead, depth: Int, messages: Int) {
        (self.head, self.depth, self.messages) = (head, depth, messages)
    }

    var type: String { HeaderReading.contentType(head["content-type"]).type }

    /// What parts its body; nil where nothing can.
    var boundary: [UInt8]? {
        let parameters = HeaderReading.contentType(head["content-type"]).parameters
        guard let text = parameters["boundary"], (1...200).contains(text.utf8.count) else { return nil }
        return Array(text.utf8)
    }

    /// Whether a message stands in it as it is, whose lines are read on.
    var isMessage: Bool {
        ["message/rfc822", "message/global"].contains(type)
            && TransferDecoding.isIdentity(head["content-transfer-encoding"])
    }

    /// Whether its body is one that may tell something.
    var isKept: Bool {
        messages == 0 && (type == "text/plain" || Self.told.contains(type))
    }

    private static let told: Set = [
        "message/delivery-status", "message/global-delivery-status", "message/feedback-report",
        "text/rfc822-headers", "message/global-headers", "message/rfc822", "message/global",
    ]

    mutating func keep(_ text: [UInt8], _ line: Range<Int>, _ longest: Int) {
        let room = longest - body.count
        guard room > 0 else { return }
        body += text[line].prefix(room)
        body.append(10)
    }

    /// Its body without its transfer encoding.
    var decoded: [UInt8] { TransferDecoding.decode(body, head["content-transfer-encoding"]) }
}
