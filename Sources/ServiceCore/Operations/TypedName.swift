/// What a person types to mean one row: its name, or where no keyboard has a key for any of it, something else of it.
///
/// One rule for the board, the command line and every platform: letters, digits and signs of any script count;
/// pictures, controls and what cannot be seen do not; runs of blanks are one; a dash or a quotation mark of print
/// is the one on the keys.
package struct TypedName: Sendable, Hashable, ExpressibleByStringLiteral {
    /// All that can be typed of the name.
    package let text: String
    /// What the person is asked for: all of it, or its first words where it is long.
    package let asked: String

    /// - Parameter texts: the name, then what stands for it; the first that can be typed is taken, in whole words.
    package init(firstOf texts: [String]) {
        let typeable = texts.map(Self.typeable).filter { !$0.isEmpty }
        text = typeable.first { Self.firstWords(of: $0) != nil } ?? typeable.first ?? "yes"
        asked = Self.firstWords(of: text) ?? text
    }

    package init(_ text: String) { self.init(firstOf: [text]) }

    package init(stringLiteral text: String) { self.init(text) }

    /// A row's own: its name, its number, the first eight characters of its id, what it is.
    package init(of row: Row) {
        let id = String(row.id.native.prefix(8))
        self.init(firstOf: [row.name, row["numid"].plainText, id, row.schema.words.singular])
    }

    /// Whether all of the name was typed, or as many of its first words as were asked for or more.
    ///
    /// Strings are compared by canonical equivalence, so that it does not matter how an accent was put together.
    package func accepts(_ typed: String) -> Bool {
        let given = Self.onKeys(Self.typeable(typed))
        let whole = Self.onKeys(text)
        guard given != whole, given != Self.onKeys(asked) else { return true }
        return given.count > asked.count && whole.hasPrefix(given + " ")
    }

    // MARK: Reading

    /// What can be typed, in its own letters, with one blank where anything else stood.
    private static func typeable(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        var isAfterBlank = true
        for scalar in text.unicodeScalars {
            switch Typing(scalar) {
            case .unseen: continue
            case .mark where !isAfterBlank, .key:
                kept.append(scalar)
                isAfterBlank = false
            case .mark: continue
            case .blank:
                if !isAfterBlank { kept.append(" ") }
                isAfterBlank = true
            }
        }
        return String(kept).trimmingBlanks
    }

    /// The longest that is asked for, in characters: a wide letter takes two columns of a dialog.
    private static let limit = 24
    /// Less than this of an address is much the same in all of them: `https`.
    private static let least = 12
    /// The longest single word that a line of a dialog holds.
    private static let longestWord = 48

    /// Up to a blank, else to the end of a part such as a host; nil where no whole word is short enough.
    private static func firstWords(of text: String) -> String? {
        guard text.count > limit else { return text }
        if let end = text.prefix(limit + 1).lastIndex(of: " ") { return String(text[..<end]) }
        let ends = wordEnds(of: text)
        let end = ends.last { (least...limit).contains($0) } ?? ends.first { $0 > limit } ?? text.count
        return end <= longestWord ? String(text.prefix(end)) : nil
    }

    /// After how many characters a word ends before something else.
    private static func wordEnds(of text: String) -> [Int] {
        zip(text, text.dropFirst()).enumerated().compactMap { place, pair in
            isOfWord(pair.0) && !isOfWord(pair.1) ? place + 1 : nil
        }
    }

    private static func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

    /// Print's dashes, quotation marks and dots as the keys have them.
    private static func onKeys(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}": plain.append("'")
            case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}": plain.append("\"")
            case "\u{2026}": plain.append(contentsOf: "...".unicodeScalars)
            case _ where scalar.properties.generalCategory == .dashPunctuation: plain.append("-")
            default: plain.append(scalar)
            }
        }
        return String(plain)
    }
}

/// What a keyboard makes of a scalar.
private enum Typing {
    case key
    /// Typed with the character before it.
    case mark
    case blank
    /// Nobody sees whether it is there.
    case unseen

    init(_ scalar: Unicode.Scalar) {
        let properties = scalar.properties
        guard !properties.isDefaultIgnorableCodePoint else {
            self = .unseen
            return
        }
        switch properties.generalCategory {
        case .format, .enclosingMark: self = .unseen
        case .nonspacingMark, .spacingMark: self = .mark
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .currencySymbol, .connectorPunctuation,
            .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation:
            self = .key
        case .mathSymbol, .modifierSymbol, .otherSymbol: self = scalar.value < 0x100 ? .key : .blank
        default: self = .blank
        }
    }
}
