package import ServiceCore

/// How many parts a text message takes, which is what it costs for each recipient.
package struct SMSText: Sendable, Hashable {
    package let alphabet: Alphabet
    /// Septets of GSM-7, or UTF-16 units of UCS-2.
    package let length: Int
    package let parts: Int
    /// The first character that the chosen alphabet does not have, nil where it has all.
    package let foreign: Character?

    /// - Parameter type: `smsUnicode` asks for UCS-2 whatever the text; the others take GSM-7 where they can.
    package init(_ text: String, type: CampaignType) {
        let septets = text.unicodeScalars.map { GSM7.septets(of: $0) }
        foreign = text.first { character in character.unicodeScalars.contains { GSM7.septets(of: $0) == nil }
        }
        alphabet = type == .smsUnicode || foreign != nil ? .ucs2 : .gsm7
        length = alphabet == .gsm7 ? septets.reduce(0) { $0 + ($1 ?? 0) } : text.utf16.count
        parts = Self.parts(text, septets: septets.map { $0 ?? 1 }, alphabet: alphabet, length: length)
    }

    package enum Alphabet: String, Sendable {
        case gsm7 = "GSM-7"
        case ucs2 = "UCS-2"

        /// What fits one message alone, and each of several.
        var room: (single: Int, each: Int) { self == .gsm7 ? (160, 153) : (70, 67) }
    }

    private static func parts(_ text: String, septets: [Int], alphabet: Alphabet, length: Int) -> Int {
        guard length > alphabet.room.single else { return 1 }
        let units = alphabet == .gsm7 ? septets : text.unicodeScalars.map { $0.utf16.count }
        return fill(units, each: alphabet.room.each)
    }

    /// A character of two units is never cut in the middle, so a part may stay one unit short.
    private static func fill(_ units: [Int], each room: Int) -> Int {
        var parts = 1
        var used = 0
        for unit in units {
            if used + unit > room {
                parts += 1
                used = 0
            }
            used += unit
        }
        return parts
    }
}

/// The default alphabet of 3GPP TS 23.038 and its extension table.
enum GSM7 {
    /// 1 for a character of the alphabet, 2 for one of its extension, nil for any other.
    static func septets(of scalar: Unicode.Scalar) -> Int? {
        if basic.contains(scalar) { return 1 }
        return extended.contains(scalar) ? 2 : nil
    }

    private static let basic = Set(
        """
        @£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?\
        ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà
        """.unicodeScalars)

    private static let extended = Set("\u{0c}^{}\\[~]|€".unicodeScalars)
}
