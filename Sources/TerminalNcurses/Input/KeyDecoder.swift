internal import Terminal

/// Turns what ncurses read in one go into key strokes; a character cut in two by batches is kept.
///
/// Sequences that ncurses does not know (Shift-F1, focus reports, answers of the terminal) are dropped whole:
/// read letter by letter, their last letter would be a command.
struct KeyDecoder {
    /// Whether reports of the mouse are taken; those that come all the same are dropped.
    var takesMouse = false
    private var partial: [UInt8] = []
    private var partialLength = 0
    /// The beginning of a report whose end has not come yet.
    private var unfinished: [RawKey] = []

    /// The key strokes and clicks in the order in which they came.
    mutating func events(_ keys: [RawKey]) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        var rest = (unfinished + keys)[...]
        unfinished = []
        while let key = rest.first {
            switch MouseReport.read(rest) {
            case .whole(let report, let end):
                rest = rest[end...]
                partial = []
                if takesMouse, let event = report?.event { events.append(event) }
                continue
            case .begun:
                unfinished = Array(rest)
                return events
            case .none: rest = rest.dropFirst()
            }
            if key == .byte(0x1B), let end = Self.endOfUnknownSequence(rest) {
                partial = []
                rest = rest[end...]
            } else if let stroke = keyStroke(key) {
                events.append(.key(stroke))
            }
        }
        return events
    }

    private mutating func keyStroke(_ key: RawKey) -> KeyStroke? {
        switch key {
        case .byte(let byte) where byte >= 0x80: return character(with: byte)
        case .byte(let byte):
            partial = []
            return Self.keyStroke(ofASCII: byte)
        case .key(let stroke):
            partial = []
            return stroke
        case .pasteStart, .pasteEnd, .other: return nil
        }
    }

    /// The character that `byte` completes; nil while it is not whole, and where it is broken.
    private mutating func character(with byte: UInt8) -> KeyStroke? {
        if byte >= 0xC0 {
            partial = [byte]
            partialLength = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            return nil
        }
        guard !partial.isEmpty else { return nil }
        partial.append(byte)
        guard partial.count == partialLength else { return nil }
        defer { partial = [] }
        guard let scalar = String(validating: partial, as: UTF8.self)?.unicodeScalars.first,
            !(0x80..<0xA0).contains(scalar.value)
        else { return nil }
        return .character(Character(scalar))
    }

    private static func keyStroke(ofASCII byte: UInt8) -> KeyStroke {
        switch byte {
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x1B: .escape
        case 0..<0x20: .control(controlLetter(byte))
        default: .character(Character(Unicode.Scalar(byte)))
        }
    }

    /// The letter that Ctrl is held with, lower case.
    private static func controlLetter(_ byte: UInt8) -> Character {
        let isLetter = (1...26).contains(byte)
        return Character(Unicode.Scalar(byte + (isLetter ? 0x60 : 0x40)))
    }

    /// Where the sequence ends whose Esc has just been taken; nil where no complete one follows.
    private static func endOfUnknownSequence(_ rest: ArraySlice<RawKey>) -> Int? {
        switch rest.first {
        case .byte(UInt8(ascii: "[")): return endOfControlSequence(rest.dropFirst())
        case .byte(UInt8(ascii: "O")):
            guard case .byte(0x41...0x7A)? = rest.dropFirst().first else { return nil }
            return rest.startIndex + 2
        default: return nil
        }
    }

    /// Parameters and intermediates, then one final byte (ECMA-48, 5.4).
    private static func endOfControlSequence(_ rest: ArraySlice<RawKey>) -> Int? {
        for index in rest.indices {
            switch rest[index] {
            case .byte(0x40...0x7E): return index + 1
            case .byte(0x20...0x3F): continue
            default: return nil
            }
        }
        return nil
    }
}
