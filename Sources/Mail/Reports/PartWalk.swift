/// A message taken apart in one pass over its lines (RFC 2046 §5), without recursion and with everything bounded.
struct PartWalk {
    /// What was kept, in order: the whole message's head first.
    private(set) var parts: [ReadPart] = []
    /// Why it was not read to its end, as a clause; nil where it was.
    private(set) var fault: String?

    private let limits: ReportLimits
    private let text: [UInt8]
    /// Multiparts that are open, the innermost last.
    private var open: [Frame] = []
    private var stage = Stage.head
    /// Messages and multiparts around the present part, and how many of them are messages.
    private var (depth, messages) = (0, 0)

    private struct Frame {
        let boundary: [UInt8]
        let depth: Int
        let messages: Int
    }

    private enum Stage {
        case head
        /// A body, kept or not.
        case kept, skipped
    }

    init(_ text: [UInt8], _ limits: ReportLimits) {
        (self.text, self.limits) = (text, limits)
        begin()
        walk()
        if stage == .head { endHead() }
    }

    private mutating func walk() {
        var count = 0
        for line in ByteLines(text, from: Self.start(of: text)) {
            count += 1
            if count & 0xFFF == 0, limits.isOverdue() {
                fault = "it takes too long to read"
                return
            }
            if let (place, isEnd) = boundary(line) {
                guard cross(place, isEnd) else { return }
            } else {
                take(line)
            }
        }
    }

    /// Blank lines and an mbox's `From ` line before the head are none of it.
    private static func start(of text: [UInt8]) -> Int {
        var start = 0
        while start < text.count, text[start] == 10 || text[start] == 13 { start += 1 }
        guard text[start...].starts(with: Array("From ".utf8)) else { return start }
        return min(text.count, (text[start...].firstIndex(of: 10) ?? text.count) + 1)
    }

    private mutating func take(_ line: Range<Int>) {
        let last = parts.count - 1
        switch stage {
        case .head:
            if text.trimmed(line).isEmpty { endHead() } else { parts[last].head.add(text, line) }
        case .kept: parts[last].keep(text, line, limits.part)
        case .skipped: break
        }
    }

    private mutating func begin() {
        parts.append(ReadPart(ReadHead(limits), depth: depth, messages: messages))
        stage = .head
    }

    /// Decides by the head that has just ended what its body is.
    private mutating func endHead() {
        let part = parts[parts.count - 1]
        let isDeeper = depth < limits.depth
        if part.type.hasPrefix("multipart/"), let boundary = part.boundary, isDeeper {
            open.append(Frame(boundary: boundary, depth: depth, messages: messages))
            depth += 1
            stage = .skipped
        } else if part.isMessage, isDeeper, parts.count < limits.parts {
            (depth, messages) = (depth + 1, messages + 1)
            begin()
        } else {
            if !isDeeper { fault = "its parts lie too deep within one another" }
            stage = part.isKept ? .kept : .skipped
        }
    }

    /// The open multipart whose delimiter a line is, and whether it ends it (RFC 2046 §5.1.1).
    private func boundary(_ line: Range<Int>) -> (place: Int, isEnd: Bool)? {
        guard !open.isEmpty, line.count > 2, text[line.lowerBound] == 45, text[line.lowerBound + 1] == 45
        else { return nil }
        var end = line.upperBound
        while end > line.lowerBound, text[end - 1].isBlank { end -= 1 }
        guard end >= line.lowerBound + 2 else { return nil }
        let name = text[(line.lowerBound + 2)..<end]
        for place in open.indices.reversed() {
            let boundary = open[place].boundary
            if name.elementsEqual(boundary) { return (place, false) }
            if name.count == boundary.count + 2, name.starts(with: boundary),
                name.suffix(2).elementsEqual([45, 45])
            {
                return (place, true)
            }
        }
        return nil
    }

    /// - Returns: false where no further part is looked at.
    private mutating func cross(_ place: Int, _ isEnd: Bool) -> Bool {
        if stage == .head { endHead() }
        let frame = open[place]
        open.removeSubrange((isEnd ? place : place + 1)...)
        (depth, messages) = (frame.depth + (isEnd ? 0 : 1), frame.messages)
        stage = .skipped
        if isEnd { return true }
        guard parts.count < limits.parts else {
            fault = "it has too many parts"
            return false
        }
        begin()
        return true
    }
}
