/// What a scalar from outside may do to a cell.
enum ScalarKind: Equatable {
    /// It stands in a cell of its own, or two.
    case spacing(width: Int)
    /// It is drawn over the character before it.
    case mark
    /// Half of a flag.
    case regionalIndicator
    /// It would steer the terminal; `picture` stands for it.
    case control(picture: Unicode.Scalar)
    /// It cannot be seen, though it changes order, joining or looks.
    case hidden
    /// Unassigned, private or not a character.
    case unprintable

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x20..<0x7F: self = .spacing(width: 1)
        case 0..<0x20: self = .control(picture: Self.picture(0x2400 + scalar.value))
        case 0x7F: self = .control(picture: "\u{2421}")
        case 0x80..<0xA0: self = .control(picture: "\u{2426}")
        // Letters of Europe, Chinese and Korean: the Unicode tables need not be asked.
        case 0xAE..<0x300: self = .spacing(width: 1)
        case 0x4E00...0x9FFF, 0xAC00...0xD7A3: self = .spacing(width: 2)
        case 0x2028, 0x2029: self = .control(picture: "\u{2424}")
        case 0x1F1E6...0x1F1FF: self = .regionalIndicator
        default: self = Self.beyondASCII(scalar)
        }
    }

    private static func beyondASCII(_ scalar: Unicode.Scalar) -> ScalarKind {
        guard !scalar.properties.isDefaultIgnorableCodePoint else { return .hidden }
        switch DisplayWidth.of(scalar) {
        case nil: return .unprintable
        case 0?: return isDrawnOverTheCharacterBefore(scalar) ? .mark : .hidden
        case let width?: return .spacing(width: width)
        }
    }

    private static func isDrawnOverTheCharacterBefore(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        // The vowels and finals of conjoining Hangul count no columns: they complete the syllable before.
        case .otherLetter: true
        default: false
        }
    }

    private static func picture(_ value: UInt32) -> Unicode.Scalar {
        Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
