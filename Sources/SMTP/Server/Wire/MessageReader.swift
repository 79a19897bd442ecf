/// Reads a message's bytes as a client sends them: up to the dot that ends them, or chunk by chunk.
///
/// Only CRLF ends a line, and only a dot between two of them ends a message. A CR or LF alone, which another server might
/// take for a line end, makes the whole message be refused: what follows it can pass for nothing else there.
struct MessageReader: Sendable {
    /// Why what came is not taken.
    enum Fault: Sendable, Equatable { case bareLineEnd, nul, lineTooLong, tooLarge, noRoom }

    /// Where in a line the next byte stands.
    private enum Place: Sendable { case lineStart, dot, dotCR, text, cr }

    private let isDotted: Bool
    private let longestLine: Int
    private let largest: Int
    private(set) var fault: Fault?
    /// Empty once it has a fault.
    private(set) var bytes: [UInt8] = []
    /// How much came, kept or not.
    private(set) var count = 0
    private var place = Place.lineStart
    private var lineLength = 0

    init(dotted isDotted: Bool, _ settings: MailServerSettings) {
        self.isDotted = isDotted
        longestLine = settings.longestTextLine
        largest = settings.largestMessage
    }

    /// Takes what is there of it.
    ///
    /// - Returns: whether its end came.
    mutating func read(_ input: inout ServerInput) -> Bool {
        let (taken, isWhole) = input.rest.withUnsafeBufferPointer { scan($0) }
        count += taken
        input.drop(taken)
        return isWhole
    }

    /// Takes the bytes of a chunk, which has no end of its own.
    mutating func read(_ input: inout ServerInput, count taken: Int) {
        _ = input.rest.prefix(taken).withUnsafeBufferPointer { scan($0) }
        count += taken
        input.drop(taken)
    }

    /// No more chunks come: ends the last line where it is not.
    mutating func end() {
        switch place {
        case .lineStart: break
        case .text: take([0x0D, 0x0A])
        case .cr, .dot, .dotCR: refuse(.bareLineEnd)
        }
    }

    /// What comes is read to its end and not kept.
    mutating func refuse(_ fault: Fault) {
        if self.fault == nil { self.fault = fault }
        bytes = []
    }

    private mutating func scan(_ text: UnsafeBufferPointer<UInt8>) -> (taken: Int, isWhole: Bool) {
        var next = 0
        while next < text.count {
            let byte = text[next]
            switch place {
            case .lineStart:
                lineLength = 0
                let isDot = isDotted && byte == 0x2E
                place = isDot ? .dot : .text
                if isDot { next += 1 }
            case .dot where byte == 0x0D:
                place = .dotCR
                next += 1
            case .dotCR where byte == 0x0A: return (next + 1, true)
            // A dot before anything else is the one that the line doubled.
            case .dot: place = .text
            case .text: next = scanText(text, from: next)
            case .cr where byte == 0x0A:
                take([0x0D, 0x0A])
                place = .lineStart
                next += 1
            case .cr, .dotCR:
                refuse(.bareLineEnd)
                place = .text
            }
        }
        return (next, false)
    }

    /// Takes what stands before the next byte that means something, and looks at that.
    private mutating func scanText(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < text.count,
            text[end] > 0x0D || !(text[end] == 0x0D || text[end] == 0x0A || text[end] == 0)
        {
            end += 1
        }
        lineLength += end - start
        if lineLength > longestLine { refuse(.lineTooLong) }
        take(text[start..<end])
        guard end < text.count else { return end }
        switch text[end] {
        case 0x0D: place = .cr
        case 0x0A: refuse(.bareLineEnd)
        default: refuse(.nul)
        }
        return end + 1
    }

    private mutating func take(_ more: some Collection<UInt8>) {
        guard fault == nil else { return }
        if bytes.count + more.count > largest { return refuse(.tooLarge) }
        bytes.append(contentsOf: more)
    }
}
