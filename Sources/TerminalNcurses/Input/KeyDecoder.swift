internal import Terminal

/// Turns what ncurses read in one go into key strokes.
///
/// Sequences that ncurses does not know (Shift-F1, focus reports, answers of the terminal) are dropped whole:
/// read letter by letter, their last letter would be a command.
enum KeyDecoder {
    static func keyStrokes(_ keys: [RawKey]) -> [KeyStroke] {
        var strokes: [KeyStroke] = []
        var rest = keys[...]
        while let key = rest.popFirst() {
            if key == .codePoint(0x1B), let end = endOfUnknownSequence(rest) {
                rest = rest[end...]
            } else if let stroke = keyStroke(key) {
                strokes.append(stroke)
            }
        }
        return strokes
    }

    private static func keyStroke(_ key: RawKey) -> KeyStroke? {
        switch key {
        case .key(let stroke): stroke
        case .codePoint(let value): keyStroke(of: value)
        case .pasteStart, .pasteEnd, .other: nil
        }
    }

    private static func keyStroke(of value: UInt32) -> KeyStroke? {
        switch value {
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x1B: .escape
        case 0..<0x20: .control(controlLetter(value))
        case 0x80..<0xA0: nil
        default: Unicode.Scalar(value).map { .character(Character($0)) }
        }
    }

    /// The letter that Ctrl is held with, lower case.
    private static func controlLetter(_ value: UInt32) -> Character {
        let upper = UInt8(truncatingIfNeeded: value) + 0x40
        return Character(Unicode.Scalar(upper >= 0x41 && upper <= 0x5A ? upper + 0x20 : upper))
    }

    /// Where the sequence ends whose Esc has just been taken; nil where no complete one follows.
    private static func endOfUnknownSequence(_ rest: ArraySlice<RawKey>) -> Int? {
        guard case .codePoint(let kind)? = rest.first else { return nil }
        switch Unicode.Scalar(kind) {
        case "[": return endOfControlSequence(rest.dropFirst())
        case "O":
            guard case .codePoint(let final)? = rest.dropFirst().first, (0x41...0x7A).contains(final) else {
                return nil
            }
            return rest.startIndex + 2
        default: return nil
        }
    }

    /// Parameters and intermediates, then one final byte (ECMA-48, 5.4).
    private static func endOfControlSequence(_ rest: ArraySlice<RawKey>) -> Int? {
        for index in rest.indices {
            guard case .codePoint(let value) = rest[index] else { return nil }
            if (0x40...0x7E).contains(value) { return index + 1 }
            guard (0x20...0x3F).contains(value) else { return nil }
        }
        return nil
    }
}
