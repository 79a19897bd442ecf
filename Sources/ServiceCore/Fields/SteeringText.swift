/// What could steer the terminal that a text is shown on, written as `\u001b`.
enum SteeringText {
    /// Controls, bidi overrides and what else is invisible and acts.
    static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }

    static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// The text with each of them escaped but tabs and ends of lines, which a quoted cell may hold.
    ///
    /// What reads like such an escape already gets one more `\` before it, so that every text can be had back.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E || $0 == UInt8(ascii: "\\") }) else {
            return text
        }
        let scalars = Array(text.unicodeScalars)
        var escaped = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            let isLineEnd =
                scalar == "\n" || (scalar == "\r" && place + 1 < scalars.count && scalars[place + 1] == "\n")
            let isFirst = scalar == "\\" && (place == 0 || scalars[place - 1] != "\\")
            if isFirst, escapedLength(scalars[place...]) != nil { escaped.append("\\") }
            if steers(scalar), scalar != "\t", !isLineEnd {
                escaped.append(contentsOf: escape(scalar).unicodeScalars)
            } else {
                escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// The text that was escaped.
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var rest = Array(text.unicodeScalars)[...]
        var plain = String.UnicodeScalarView()
        while let scalar = rest.first {
            guard scalar == "\\", let length = escapedLength(rest),
                let steering = number(rest.prefix(length).suffix(4))
            else {
                plain.append(scalar)
                rest = rest.dropFirst()
                continue
            }
            if length == 6 { plain.append(steering) } else { plain += rest.prefix(length).dropFirst() }
            rest = rest.dropFirst(length)
        }
        return String(plain)
    }

    /// How long what stands at the start is: one `\` or more and `u001b`; nil where it is no such escape.
    static func escapedLength(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        let slashes = scalars.prefix { $0 == "\\" }.count
        let code = scalars.dropFirst(slashes).prefix(5)
        guard slashes > 0, code.count == 5, code.first == "u", let scalar = number(code.dropFirst()),
            steers(scalar)
        else { return nil }
        return slashes + 5
    }

    static func number(_ digits: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
        guard digits.allSatisfy({ ("0"..."9").contains($0) || ("a"..."f").contains($0) }) else { return nil }
        return UInt32(String(String.UnicodeScalarView(digits)), radix: 16).flatMap(Unicode.Scalar.init)
    }
}
