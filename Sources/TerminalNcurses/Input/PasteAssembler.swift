internal import Terminal

/// Collects the bytes of one bracketed paste and decides when it is over.
///
/// An end mark alone does not end it, since pasted text may hold one and commands behind it. What arrives before
/// 50 ms of quiet after an end mark is still paste. Without any end mark, five seconds of quiet drop it.
struct PasteAssembler {
    typealias Instant = ContinuousClock.Instant

    static let quiet = Duration.milliseconds(50)
    static let patience = Duration.seconds(5)

    private let limit: Int
    private var bytes: [UInt8] = []
    private var isTooLong = false
    private var hasEnded = false
    private var lastArrival: Instant
    /// How many bytes of a mark have matched, and which byte tells start from end.
    private var matched = 0
    private var kind: UInt8 = 0

    /// A paste whose start mark has just been read; more than `limit` bytes are dropped.
    init(startedAt now: Instant, limit: Int = 4 << 20) {
        self.limit = limit
        lastArrival = now
    }

    /// When the paste is over if nothing more arrives.
    var deadline: Instant { lastArrival + (hasEnded ? Self.quiet : Self.patience) }

    /// Adds what has arrived, without the marks in it.
    mutating func append(_ arrived: some Sequence<UInt8>, at now: Instant) {
        lastArrival = now
        for byte in arrived { take(byte) }
    }

    /// The event of the paste once its deadline has passed; nil before.
    func event(at now: Instant) -> TerminalEvent? {
        guard now >= deadline else { return nil }
        if isTooLong { return .pasteRefused(.tooLong(limit: limit)) }
        if !hasEnded { return .pasteRefused(.unfinished) }
        return .paste(Self.text(bytes))
    }

    private mutating func take(_ byte: UInt8) {
        if isNextOfMark(byte) {
            matched += 1
            if matched == 5 { kind = byte }
            guard matched == 6 else { return }
            matched = 0
            hasEnded = kind == UInt8(ascii: "1")
        } else {
            flushPartOfMark()
            if byte == 0x1B { matched = 1 } else { store(byte) }
        }
    }

    private func isNextOfMark(_ byte: UInt8) -> Bool {
        switch matched {
        case 0: byte == 0x1B
        case 4: byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1")
        default: byte == Self.mark[matched]
        }
    }

    private mutating func flushPartOfMark() {
        for index in 0..<matched { store(index == 4 ? kind : Self.mark[index]) }
        matched = 0
    }

    private mutating func store(_ byte: UInt8) {
        if bytes.count < limit { bytes.append(byte) } else { isTooLong = true }
    }

    private static let mark: [UInt8] = Array("\u{1B}[200~".utf8)

    /// Terminals send a carriage return for each end of line.
    private static func text(_ bytes: [UInt8]) -> String {
        var scalars = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == "\n", afterReturn {
                afterReturn = false
                continue
            }
            afterReturn = scalar == "\r"
            scalars.append(afterReturn ? "\n" : scalar)
        }
        return String(scalars)
    }
}
