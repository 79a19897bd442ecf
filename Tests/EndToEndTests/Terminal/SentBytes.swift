/// What was sent to a terminal, sorted into what Sendboard's own drawing needs and what is strange.
struct SentBytes {
    /// Everything that no drawing of ours sends; empty if all is well.
    private(set) var strange: [String] = []
    private var rest: Substring.UnicodeScalarView

    init(_ bytes: some Sequence<UInt8>) {
        let text = String(decoding: Array(bytes), as: UTF8.self)
        rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() { take(scalar) }
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x1B: takeSequence()
        // Back, line feed and return move the cursor; shift in and out change the alphabet of lines.
        case 8, 10, 13, 14, 15: return
        case 0..<0x20, 0x7F..<0xA0: strange.append("control \(scalar.value)")
        case 0x202A...0x202E, 0x2066...0x2069, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF,
            0xE0000...0xE007F:
            strange.append("invisible \(scalar.value)")
        default: return
        }
    }

    private mutating func takeSequence() {
        guard let kind = rest.popFirst() else { return strange.append("unfinished") }
        switch kind {
        case "[": takeControl()
        case "(", ")": _ = rest.popFirst()
        case "7", "8", "=", ">", "M": return
        default: strange.append("ESC \(kind.value)")
        }
    }

    private mutating func takeControl() {
        var parameters = ""
        while let scalar = rest.popFirst() {
            if "0123456789;?:".unicodeScalars.contains(scalar) {
                parameters.unicodeScalars.append(scalar)
            } else if "ABCDGHJKPX@LMSTdhlmrbt".unicodeScalars.contains(scalar) {
                return
            } else {
                return strange.append("CSI \(parameters) \(scalar.value)")
            }
        }
        strange.append("unfinished")
    }
}
