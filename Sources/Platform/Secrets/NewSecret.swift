package import ServiceCore

/// Makes the secrets that the platform hands out; the generator is the system's unless a test gives its own.
package enum NewSecret {
    /// 32 hexadecimal digits, the form of every API key here.
    package static func apiKey(using generator: inout some RandomNumberGenerator) -> Secret {
        Secret(Hex.text((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }))
    }

    package static func apiKey() -> Secret {
        var generator = SystemRandomNumberGenerator()
        return apiKey(using: &generator)
    }

    /// Letters and digits that are not taken for one another; 20 of them hold 115 bits.
    package static func password(
        length: Int = 20, using generator: inout some RandomNumberGenerator
    ) -> Secret {
        let alphabet = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        let letters = (0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        }
        return Secret(String(letters))
    }

    package static func password(length: Int = 20) -> Secret {
        var generator = SystemRandomNumberGenerator()
        return password(length: length, using: &generator)
    }
}

/// Bytes as lower-case hexadecimal digits.
enum Hex {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// - Returns: nil for an odd number of digits or a character that is none.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let digits = text.utf8.compactMap(value)
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
