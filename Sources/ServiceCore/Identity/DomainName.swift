import Foundation

/// The one form of a domain's name: labels in lower case, those that are not ASCII as `xn--`.
///
/// A name in Unicode is mapped as UTS 46 does for names with `ß` and `ς` (nontransitional): compatibility forms and
/// case are folded, ideographic full stops part labels. What Foundation's URLs do of this is not part of a program
/// that is linked statically, so it is done here. The rule for labels that mix directions is left to registries.
/// - Source: RFC 5890 to 5893, UTS 46, RFC 1035 §2.3.4 for lengths.
package enum DomainName {
    /// - Returns: nil where it is no name of at least two labels, the last of which is not all digits.
    package static func key(_ text: some StringProtocol) -> String? {
        var name = text.utf8.allSatisfy { $0 < 0x80 } ? text.lowercased() : mapped(String(text))
        // The root's dot says nothing; a name that ends in two is none.
        if name.utf8.last == dot { name.removeLast() }
        var labels: [String] = []
        for label in name.utf8.split(separator: dot, omittingEmptySubsequences: false) {
            guard let key = key(ofLabel: String(Substring(label))) else { return nil }
            labels.append(key)
        }
        guard labels.count >= 2, let top = labels.last, !isNumber(top) else { return nil }
        let key = labels.joined(separator: ".")
        return key.utf8.count <= 253 ? key : nil
    }

    /// A domain as headers and DNS have it: what is ASCII, and what is no name, stays as it is.
    package static func ascii(_ domain: String) -> String {
        domain.utf8.allSatisfy { $0 < 0x80 } ? domain : key(domain) ?? domain
    }

    /// Whether a label is digits alone, of whatever script.
    private static func isNumber(_ label: String) -> Bool {
        let decoded =
            label.hasPrefix(prefix) ? Punycode.decode(label.utf8.dropFirst(prefix.utf8.count)) : nil
        return (decoded ?? Array(label.unicodeScalars)).allSatisfy {
            $0.properties.numericType == .decimal
        }
    }

    private static let dot = UInt8(ascii: ".")
    private static let prefix = "xn--"

    private static func key(ofLabel label: String) -> String? {
        let bytes = label.utf8
        let key: String
        if !bytes.allSatisfy({ $0 < 0x80 }) {
            guard isInternational(label), let encoded = Punycode.encode(label.unicodeScalars) else {
                return nil
            }
            key = prefix + encoded
        } else if label.hasPrefix(prefix) {
            guard isEncoded(label) else { return nil }
            key = label
        } else {
            guard bytes.allSatisfy(isLetterDigitOrHyphen) else { return nil }
            key = label
        }
        guard (1...63).contains(key.utf8.count), bytes.first != hyphen, bytes.last != hyphen else {
            return nil
        }
        return key
    }

    private static let hyphen = UInt8(ascii: "-")

    /// Whether the label decodes to one that encodes to it and needs to.
    private static func isEncoded(_ label: String) -> Bool {
        guard let scalars = Punycode.decode(label.utf8.dropFirst(prefix.utf8.count)),
            !scalars.allSatisfy(\.isASCII)
        else { return false }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        let text = String(view)
        return isInternational(text) && mapped(text).unicodeScalars.elementsEqual(scalars)
            && Punycode.encode(scalars).map { prefix + $0 } == label
    }

    /// Letters, digits, marks and symbols, none of which is invisible; no mark begins a label.
    private static func isInternational(_ label: String) -> Bool {
        let scalars = label.unicodeScalars
        guard let first = scalars.first, !isMark(first),
            !label.utf8.dropFirst(2).starts(with: [hyphen, hyphen])
        else { return false }
        return scalars.allSatisfy { scalar in
            scalar.isASCII
                ? isLetterDigitOrHyphen(UInt8(scalar.value))
                : !scalar.isUnseen && (isWord(scalar) || joiners.contains(scalar))
        }
    }

    /// Punctuation that belongs to words: Catalan, Katakana, Hebrew, Greek, Tibetan.
    private static let joiners: Set<Unicode.Scalar> = [
        "\u{B7}", "\u{30FB}", "\u{5F3}", "\u{5F4}", "\u{375}", "\u{F0B}",
    ]

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .letterNumber, .otherNumber,
            .otherSymbol:
            true
        default: isMark(scalar)
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func mapped(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch scalar {
            case "\u{3002}", "\u{FF61}": folded.append(".")
            case "\u{3C2}": folded.append(scalar)
            default: folded.append(CaseFolding.fold(scalar))
            }
        }
        return String(folded).precomposedStringWithCompatibilityMapping
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func isLetterDigitOrHyphen(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == hyphen || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
    }
}
