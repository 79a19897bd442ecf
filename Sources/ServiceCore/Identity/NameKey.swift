import Foundation

/// What makes the names of groups, filters and templates one: NFC and simple case folding, nothing else.
///
/// Accents, `ß` and `ss`, kana of both sizes and the marks of Thai tell names apart; a search, which folds more,
/// must not decide whose row is changed.
package struct NameKey: Hashable, Sendable {
    package let text: String

    package init(_ name: String) { text = CaseFolding.identity(of: name) }

    /// Byte by byte, as the index does that it is kept in.
    package static func == (left: NameKey, right: NameKey) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }
}

extension String {
    /// The text in NFC, in which the names of variables and of contacts' fields are kept and compared.
    package var composed: String {
        utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
    }
}

/// Unicode's simple case folding: the statuses C and S of `CaseFolding.txt`, one scalar for one.
///
/// `ς` is `σ` and `ſ` is `s`, but `ß` and `ss` stay two, as no letter is taken apart.
/// - Source: Unicode Standard Annex 44 and `CaseFolding.txt`, version 16.
package enum CaseFolding {
    /// What is equal of two texts that differ in case and in how their letters are put together: NFC, folded.
    package static func identity(of text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        var folded = once(text)
        // A folded letter may join the mark that follows it, which a second round then sees as one.
        while true {
            let next = once(folded)
            guard !next.unicodeScalars.elementsEqual(folded.unicodeScalars) else { return folded }
            folded = next
        }
    }

    /// The standard has the small letter of the capital one; the exceptions are those of the standard.
    package static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return "A"..."Z" ~= scalar ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar }
        if let exception = exceptions[scalar] { return exception }
        let capital = sole(scalar.properties.uppercaseMapping) ?? scalar
        // Cherokee had its capitals first, so that its small letters fold to them.
        if cherokeeCapitals.contains(capital) { return capital }
        return sole(capital.properties.lowercaseMapping) ?? scalar
    }

    /// The dotted and the dotless Turkish `i` fold to others in Turkish alone; `ﬅ` is `ﬆ` since version 15.1.
    private static let exceptions: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{130}": "\u{130}", "\u{131}": "\u{131}", "\u{FB05}": "\u{FB06}",
    ]
    private static let cherokeeCapitals: ClosedRange<Unicode.Scalar> = "\u{13A0}"..."\u{13F5}"

    private static func once(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        folded.append(contentsOf: text.precomposedStringWithCanonicalMapping.unicodeScalars.lazy.map(fold))
        return String(folded).precomposedStringWithCanonicalMapping
    }

    /// Nil for a mapping to several letters, which simple folding leaves alone.
    private static func sole(_ text: String) -> Unicode.Scalar? {
        let scalars = text.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }
}
