package import ServiceCore

/// Reads JSON as badly as platforms write it, in bounded depth.
///
/// Foundation's readers refuse a whole answer for one lone surrogate, one byte that is no UTF-8, one `NaN`
/// or one `1e400`, and round numbers to 64 bits; here each costs no more than its own value.
struct JSONParsing {
    /// Deeper answers are refused; no platform needs ten.
    static let depthLimit = 256

    struct Failure: Error {
        /// The end of a sentence: `it ends too early`.
        let problem: String
    }

    /// - Parameter charset: the declared one; a byte order mark outdoes it.
    static func value(_ bytes: [UInt8], _ charset: Charset? = nil) throws(Failure) -> JSONValue {
        var parsing = JSONParsing(bytes: bytes, charset: charset)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (parsing.index, parsing.charset) = (3, .utf8) }
        let value = try parsing.value(depth: 0)
        parsing.skipBlanks()
        guard parsing.index == bytes.count else { throw Failure(problem: "something follows the data") }
        return value
    }

    let bytes: [UInt8]
    var charset: Charset?
    var index = 0

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        guard depth <= Self.depthLimit else {
            throw Failure(problem: "it is nested more than \(Self.depthLimit) deep")
        }
        switch try next() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        default: return try word()
        }
    }

    private mutating func array(depth: Int) throws(Failure) -> JSONValue {
        index += 1
        var items: [JSONValue] = []
        if try takes("]") { return .array(items) }
        while true {
            items.append(try value(depth: depth + 1))
            if try takes("]") { return .array(items) }
            guard try takes(",") else { throw unexpected() }
        }
    }

    private mutating func object(depth: Int) throws(Failure) -> JSONValue {
        index += 1
        var members: [JSONValue.Member] = []
        if try takes("}") { return .object(members) }
        while true {
            guard try next() == UInt8(ascii: "\"") else { throw unexpected() }
            let name = try string()
            guard try takes(":") else { throw unexpected() }
            members.append(JSONValue.Member(name, try value(depth: depth + 1)))
            if try takes("}") { return .object(members) }
            guard try takes(",") else { throw unexpected() }
        }
    }

    /// A number or one of the words, up to the next mark or blank.
    private mutating func word() throws(Failure) -> JSONValue {
        let start = index
        while index < bytes.count, !Self.ends(bytes[index]) { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        // What some languages print for a number that is none.
        case "null", "NaN", "Infinity", "-Infinity": return .null
        default:
            guard let first = word.utf8.first, first == 0x2D || (0x30...0x39).contains(first),
                word.utf8.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }), Double(word) != nil
            else {
                index = start
                throw unexpected()
            }
            return .number(word)
        }
    }

    private static func ends(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
            || byte == UInt8(ascii: ":")
    }

    /// Whether the next mark is this one; takes it then.
    private mutating func takes(_ mark: Unicode.Scalar) throws(Failure) -> Bool {
        guard try next() == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    /// The next byte that is no blank, not taken.
    private mutating func next() throws(Failure) -> UInt8 {
        skipBlanks()
        guard index < bytes.count else { throw Failure(problem: "it ends too early") }
        return bytes[index]
    }

    private mutating func skipBlanks() {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    }

    private func unexpected() -> Failure { Failure(problem: "it is no JSON at byte \(index)") }
}

extension JSONValue {
    /// Reads JSON that came from elsewhere than an answer, such as a stored token.
    ///
    /// - Throws: `.malformedAnswer` where it is none.
    package init(parsing bytes: [UInt8]) throws(ServiceError) {
        do throws(JSONParsing.Failure) {
            self = try JSONParsing.value(bytes)
        } catch {
            throw ServiceError(.malformedAnswer, "The text cannot be read: \(error.problem).")
        }
    }
}
