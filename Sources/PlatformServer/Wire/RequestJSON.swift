/// Reads the JSON of a request by the letter of RFC 8259, and keeps of numbers what was written.
///
/// Foundation's readers make a number of 64 bits of every number, which changes ids of twenty digits.
struct RequestJSON {
    /// The end of a reading; what is wrong matters to nobody, for no dialect tells it.
    struct Fault: Error {}

    private let bytes: [UInt8]
    private var index = 0

    /// - Parameter document: in UTF-8; deep and long ones are none (`JSONBounds`).
    static func value(_ document: [UInt8]) throws(Fault) -> RequestValue {
        guard JSONBounds.hold(document) else { throw Fault() }
        var reading = RequestJSON(bytes: document)
        if document.starts(with: [0xEF, 0xBB, 0xBF]) { reading.index = 3 }
        let value = try reading.value()
        guard reading.next() == nil else { throw Fault() }
        return value
    }

    /// The members that have come of an object that has only begun; none where it is no object.
    static func members(beginning document: [UInt8]) -> [String: RequestValue] {
        guard JSONBounds.hold(document) else { return [:] }
        var reading = RequestJSON(bytes: document)
        var members: [String: RequestValue] = [:]
        if reading.takes("{") { while (try? reading.member(into: &members)) == true {} }
        return members
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func value() throws(Fault) -> RequestValue {
        switch next() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func list() throws(Fault) -> RequestValue {
        index += 1
        var items: [RequestValue] = []
        if takes("]") { return .list(items) }
        while true {
            items.append(try value())
            if takes("]") { return .list(items) }
            guard takes(",") else { throw Fault() }
        }
    }

    /// Of two members of one name the last counts, as most readers have it.
    private mutating func object() throws(Fault) -> RequestValue {
        index += 1
        var members: [String: RequestValue] = [:]
        if takes("}") { return .object(members) }
        while try member(into: &members) {}
        return .object(members)
    }

    /// - Returns: whether another follows.
    private mutating func member(into members: inout [String: RequestValue]) throws(Fault) -> Bool {
        guard next() == UInt8(ascii: "\"") else { throw Fault() }
        let name = try text()
        guard takes(":") else { throw Fault() }
        let value = try value()
        // A number may go on where the document only has not.
        let isLast = takes("}")
        guard isLast || takes(",") else { throw Fault() }
        members[name] = value
        return !isLast
    }

    private mutating func word(_ word: StaticString, _ value: RequestValue) throws(Fault) -> RequestValue {
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[index...].starts(with: letters) else { throw Fault() }
        index += letters.count
        return value
    }

    private mutating func number() throws(Fault) -> String {
        let start = index
        if peek() == UInt8(ascii: "-") { index += 1 }
        if peek() == UInt8(ascii: "0") { index += 1 } else { try digits() }
        if peek() == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            index += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// One at least.
    private mutating func digits() throws(Fault) {
        let start = index
        while let byte = peek(), (0x30...0x39).contains(byte) { index += 1 }
        guard index > start else { throw Fault() }
    }

    /// Whether the next mark is this one; takes it then.
    private mutating func takes(_ mark: Unicode.Scalar) -> Bool {
        guard next() == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    /// The next byte that is no blank, not taken; nil at the end.
    private mutating func next() -> UInt8? {
        while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B && byte != 0x0C
        {
            index += 1
        }
        return peek()
    }

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }
}

extension RequestJSON {
    /// The text that begins at the quote.
    private mutating func text() throws(Fault) -> String {
        index += 1
        var text: [UInt8] = []
        while let byte = peek() {
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: text, as: UTF8.self) else { throw Fault() }
                return text
            case UInt8(ascii: "\\"): text += String(try escaped()).utf8
            case 0..<0x20: throw Fault()
            default: text.append(byte)
            }
        }
        throw Fault()
    }

    /// What follows a backslash.
    private mutating func escaped() throws(Fault) -> Unicode.Scalar {
        let mark = peek()
        index += 1
        switch mark {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(mark ?? 0)
        case UInt8(ascii: "u"): return try scalar()
        default: throw Fault()
        }
    }

    /// One that is written in four digits, or a pair of surrogates of four each.
    private mutating func scalar() throws(Fault) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
            throw Fault()
        }
        index += 2
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw Fault() }
        return scalar
    }

    private mutating func unit() throws(Fault) -> UInt32 {
        guard index + 4 <= bytes.count else { throw Fault() }
        var unit: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw Fault() }
            unit = unit << 4 | UInt32(digit)
        }
        index += 4
        return unit
    }
}
