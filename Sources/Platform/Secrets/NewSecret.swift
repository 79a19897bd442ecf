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
