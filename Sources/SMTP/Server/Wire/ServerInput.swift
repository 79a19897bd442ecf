/// The bytes of a client that nobody has looked at yet.
struct ServerInput: Sendable {
    enum Line: Sendable {
        /// Without its end.
        case text(ArraySlice<UInt8>)
        case tooLong
        /// It ends in LF alone, or has a CR or NUL in it: two servers could read it differently.
        case irregular
    }

    private var bytes: [UInt8] = []
    private var start = 0
    /// Up to where no LF is.
    private var searched = 0
    /// Whether the line that is under way is too long already.
    private var isSkipping = false

    var isEmpty: Bool { start == bytes.count }
    var count: Int { bytes.count - start }
    var rest: ArraySlice<UInt8> { bytes[start...] }

    mutating func append(_ more: some Collection<UInt8>) {
        if start == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 17)
        } else if start > 0 {
            bytes.removeFirst(start)
        }
        searched = max(0, searched - start)
        start = 0
        bytes.append(contentsOf: more)
    }

    mutating func drop(_ count: Int) {
        start += count
        searched = start
    }

    mutating func dropAll() {
        self = ServerInput()
    }

    /// The next line that came whole; of one that is too long its end is waited for and nothing kept.
    mutating func nextLine(upTo limit: Int) -> Line? {
        guard let end = bytes[max(start, searched)...].firstIndex(of: 0x0A) else {
            searched = bytes.count
            if count > limit + 1 {
                dropAll()
                isSkipping = true
            }
            return nil
        }
        let line = bytes[start..<end]
        drop(line.count + 1)
        defer { isSkipping = false }
        if isSkipping || line.count > limit + 1 { return .tooLong }
        let text = line.dropLast()
        guard line.last == 0x0D, !text.contains(0x0D), !text.contains(0) else { return .irregular }
        return .text(text)
    }
}
