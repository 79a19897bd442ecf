/// An e-mail address: what tells whose it is, and what was typed.
///
/// Two are one person's where their keys are the same; the written form is what people see and what is sent to, as
/// the receiving side may mind the case of the part before `@`. A local part in quotes is not taken: nobody's
/// mailing list has one, and `"ana"@a.example` would be a second name of `ana@a.example`.
/// - Source: RFC 5321 §4.1.2 (dot-string) with RFC 6531 §3.3; lengths RFC 5321 §4.5.3.1.
package struct MailAddress: Sendable {
    /// The local part in NFC by simple case folding, `@`, and the domain in its one form.
    package let key: String
    /// As typed, without blanks around it and without the root's dot at its end.
    package let written: String

    /// The longest path without its angle brackets, in octets of the key.
    package static let longest = 254

    package init(_ text: String) throws(MailAddressFault) {
        var plain = text.trimmingBlanks
        if let unseen = plain.unicodeScalars.first(where: \.isUnseen) { throw .unseen(unseen) }
        guard let sign = plain.utf8.lastIndex(of: UInt8(ascii: "@")) else { throw .noSign }
        let local = try Self.key(ofLocal: plain[..<sign])
        let domain = plain[plain.utf8.index(after: sign)...]
        guard let place = DomainName.key(domain) ?? AddressLiteral.key(domain) else { throw .domain }
        key = "\(local)@\(place)"
        guard key.utf8.count <= Self.longest else { throw .tooLong }
        if plain.utf8.last == UInt8(ascii: ".") { plain.removeLast() }
        written = plain
    }

    /// What an address is known by, whatever the spelling; what is none is known by its text but for its case.
    package static func key(of address: String) -> String {
        (try? MailAddress(address))?.key ?? CaseFolding.identity(of: address.trimmingBlanks)
    }

    /// What the receiving side of an address is called, be it one or not: what stands after its `@`; a number's start.
    package static func domain(of address: String) -> String {
        if let plain = plainDomain(of: address) { return plain }
        if let mail = try? MailAddress(address) { return mail.domain }
        guard let sign = address.lastIndex(of: "@") else { return String(address.prefix(4)) }
        return String(address[address.index(after: sign)...])
    }

    /// Of an address that is written as most are, which is in its one form already; nil of any other.
    private static func plainDomain(of address: String) -> String? {
        guard let sign = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let domain = address.utf8[sign...].dropFirst()
        var previous = UInt8(ascii: ".")
        for byte in domain {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
            // Two of them are what a name in Punycode has, or none at all.
            case UInt8(ascii: "."), UInt8(ascii: "-"): if previous == byte { return nil }
            default: return nil
            }
            previous = byte
        }
        return previous == UInt8(ascii: ".") ? nil : String(Substring(domain))
    }

    /// The domain in its one form.
    package var domain: String { String(Substring(key.utf8.drop { $0 != UInt8(ascii: "@") }.dropFirst())) }

    private static func key(ofLocal text: Substring) throws(MailAddressFault) -> String {
        let atoms = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard !atoms.contains(where: \.isEmpty), text.utf8.allSatisfy(isAtomByte) else { throw .local }
        let key = CaseFolding.identity(of: String(text))
        guard max(text.utf8.count, key.utf8.count) <= 64 else { throw .tooLong }
        return key
    }

    /// RFC 5322's `atext`, the dot between atoms, and whatever is not ASCII.
    private static func isAtomByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0x7F && !specials.contains(byte)
    }

    private static let specials = Set(#"()<>[]:;@\,""#.utf8)
}

extension MailAddress: Hashable {
    package static func == (left: MailAddress, right: MailAddress) -> Bool { left.key == right.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

/// Why a text is no e-mail address.
package enum MailAddressFault: Error, Hashable {
    case noSign
    case local
    case domain
    case unseen(Unicode.Scalar)
    case tooLong

    /// Goes on after “… is no e-mail address: ”.
    package var words: String {
        switch self {
        case .noSign: "it has no @"
        case .local: "before @ stand letters, digits and signs with single dots between them"
        case .domain: "after @ stands a domain such as example.com, or a host's number in brackets"
        case .unseen(let scalar):
            if scalar == " " {
                "it holds a blank"
            } else {
                "it holds the unseen character \(scalar.codePoint)"
            }
        case .tooLong: "it is too long"
        }
    }
}

extension Unicode.Scalar {
    /// `U+200B`.
    fileprivate var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
