extension JSONParsing {
    /// The text that begins at the quote, read as `Charset` says; lone surrogates become U+FFFD.
    mutating func string() throws(Failure) -> String {
        index += 1
        var text = ""
        while index < bytes.count {
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\")
            {
                index += 1
            }
            text += Charset.text(bytes[start..<index], declared: charset)
            guard index < bytes.count else { break }
            index += 1
            if bytes[index - 1] == UInt8(ascii: "\"") { return text }
            text.unicodeScalars.append(try escaped())
        }
        throw Failure(problem: "it ends too early")
    }

    /// What follows a backslash.
    private mutating func escaped() throws(Failure) -> Unicode.Scalar {
        guard index < bytes.count else { throw Failure(problem: "it ends too early") }
        let mark = Unicode.Scalar(bytes[index])
        index += 1
        switch mark {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "u": return try surrogatePair(from: try unit())
        // `\"`, `\\`, `\/`; and an escape that does not exist means its own character.
        default: return mark.isASCII ? mark : "\u{FFFD}"
        }
    }

    private mutating func surrogatePair(from first: UInt32) throws(Failure) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? replacement }
        guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return replacement }
        let beforeSecond = index
        index += 2
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second) else {
            // The second half belongs to nothing: read it again as a character of its own.
            index = beforeSecond
            return replacement
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? replacement
    }

    private mutating func unit() throws(Failure) -> UInt32 {
        guard index + 4 <= bytes.count else { throw Failure(problem: "it ends too early") }
        var unit: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw Failure(problem: "it is no JSON at byte \(index)")
            }
            unit = unit << 4 | UInt32(digit)
        }
        index += 4
        return unit
    }
}
