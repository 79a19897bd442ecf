import Foundation

/// Names one message to one person in what comes back of it: a bounce, a pixel, a link, an unsubscription.
///
/// It is signed with a key of the data directory, so that nobody guesses another's. Written it has about 23 characters as
/// base64url, 28 as base32: version, key and kind, then delivery and link as varints, then ten bytes of HMAC-SHA256.
package struct MailToken: Hashable, Sendable {
    package let kind: Kind
    package let delivery: Int64
    /// The row of the link table, zero where none is meant.
    package let link: Int64

    package init(_ kind: Kind, delivery: Int64, link: Int64 = 0) {
        (self.kind, self.delivery, self.link) = (kind, delivery, link)
    }

    /// What it is for; part of what is signed, so that one made for a pixel ends no subscription.
    package enum Kind: UInt8, Sendable {
        case bounce = 1
        case open, click, unsubscribe, messageID, receipt
    }

    /// How it is written where it stands.
    package enum Alphabet: Sendable {
        /// Lower-case base32 (RFC 4648, section 6) without padding: local parts are folded on the way.
        case address
        /// base64url (RFC 4648, section 5) without padding.
        case link
    }

    package func written(for alphabet: Alphabet, by vault: Vault) -> String {
        let bytes = signedBytes
        return alphabet.text(bytes + vault.signature(of: bytes))
    }

    /// - Parameter text: as `written` gave it; of an address in either case.
    /// - Returns: nil for whatever this directory did not sign, for another kind, and for what is longer than any.
    package init?(_ text: some StringProtocol, as kind: Kind, in alphabet: Alphabet, by vault: Vault) {
        guard text.utf8.count <= 64, let bytes = alphabet.bytes(text), bytes.count > Self.signatureLength
        else { return nil }
        let (signed, signature) = (
            bytes.dropLast(Self.signatureLength), bytes.suffix(Self.signatureLength)
        )
        var rest = signed.dropFirst(3)
        guard signed.starts(with: [Self.version, Self.key, kind.rawValue]),
            vault.isSignature(Array(signature), of: Array(signed)),
            let delivery = Self.number(from: &rest), let link = Self.number(from: &rest), rest.isEmpty
        else { return nil }
        self.init(kind, delivery: delivery, link: link)
    }

    private static let version: UInt8 = 1
    /// Which of the directory's signing keys; a later one would stand beside it, and what this one signed still be read.
    private static let key: UInt8 = 1
    private static let signatureLength = Vault.signatureLength

    private var signedBytes: [UInt8] {
        [Self.version, Self.key, kind.rawValue] + Self.varint(delivery) + Self.varint(link)
    }

    /// Seven bits a byte, the lowest first, the high bit where more follow.
    private static func varint(_ number: Int64) -> [UInt8] {
        var (rest, bytes): (UInt64, [UInt8]) = (UInt64(bitPattern: number), [])
        repeat {
            let more: UInt8 = rest > 0x7F ? 0x80 : 0
            bytes.append(UInt8(rest & 0x7F) | more)
            rest >>= 7
        } while rest > 0
        return bytes
    }

    private static func number(from bytes: inout ArraySlice<UInt8>) -> Int64? {
        var (number, shift): (UInt64, UInt64) = (0, 0)
        while let byte = bytes.popFirst(), shift < 64 {
            number |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return Int64(bitPattern: number) }
            shift += 7
        }
        return nil
    }
}

extension MailToken.Alphabet {
    fileprivate func text(_ bytes: [UInt8]) -> String {
        switch self {
        case .address: Base32.text(bytes)
        case .link:
            String(decoding: Data(bytes).base64EncodedData().compactMap(Self.inLink), as: UTF8.self)
        }
    }

    /// A letter of base64 as base64url has it; nil for padding.
    private static func inLink(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        case UInt8(ascii: "="): nil
        default: letter
        }
    }

    fileprivate func bytes(_ text: some StringProtocol) -> [UInt8]? {
        switch self {
        case .address: return Base32.bytes(text)
        case .link:
            let plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
            let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
            // What the decoder would skip over is no token of ours.
            guard let data = Data(base64Encoded: plain + padding), self.text([UInt8](data)) == text else {
                return nil
            }
            return [UInt8](data)
        }
    }
}

/// Bytes as lower-case letters and the digits 2 to 7 (RFC 4648, section 6), without padding.
private enum Base32 {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var (letters, bits, count): ([UInt8], UInt32, UInt32) = ([], 0, 0)
        for byte in bytes {
            (bits, count) = ((bits << 8 | UInt32(byte)) & 0xFFFF, count + 8)
            while count >= 5 {
                count -= 5
                letters.append(alphabet[Int(bits >> count & 31)])
            }
        }
        if count > 0 { letters.append(alphabet[Int(bits << (5 - count) & 31)]) }
        return String(decoding: letters, as: UTF8.self)
    }

    /// - Returns: nil for a letter that is none of them, and where bits are left over that are not zero.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var (bytes, bits, count): ([UInt8], UInt32, UInt32) = ([], 0, 0)
        for letter in text.utf8 {
            guard let value = alphabet.firstIndex(of: letter.asLowercase) else { return nil }
            (bits, count) = ((bits << 5 | UInt32(value)) & 0xFFFF, count + 5)
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(bits >> count & 0xFF))
            }
        }
        return bits & (1 << count - 1) == 0 && count < 5 ? bytes : nil
    }
}

extension UInt8 {
    fileprivate var asLowercase: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
