import Foundation

/// Folds case and accents, so that `José` is found by `jose`; who is who it does not decide (`NameKey`).
package enum TextFolding {
    /// The text in lower case without combining marks; plain ASCII takes a fast path.
    package static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        var folded = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars where !isMark(scalar) {
            let letter = CaseFolding.fold(scalar)
            folded.append(contentsOf: expansions[letter]?.unicodeScalars ?? String(letter).unicodeScalars)
        }
        return String(folded)
    }

    /// Letters that no decomposition takes apart but people type without their stroke.
    private static let expansions: [Unicode.Scalar: String] = [
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "þ": "th",
        "ð": "d",
    ]

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }
}

extension Unicode.Scalar {
    /// Whether nobody sees that it is there or what it is: blanks, controls, format and direction characters, what
    /// fonts may pass over, what no version of Unicode knows, and what stands for unreadable bytes.
    package var isUnseen: Bool {
        if isASCII { return value <= 0x20 || value == 0x7F }
        switch properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            return true
        default:
            // The blank of Braille is no blank by its category.
            return properties.isDefaultIgnorableCodePoint || value == 0xFFFD || value == 0x2800
        }
    }
}
