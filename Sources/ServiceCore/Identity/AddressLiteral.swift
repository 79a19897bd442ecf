import Glibc

/// The domain of an address that names a host by its number: `[192.0.2.1]`, `[IPv6:2001:db8::1]`.
/// - Source: RFC 5321 §4.1.3; the one form of the number is that of RFC 5952.
enum AddressLiteral {
    /// - Returns: nil where the brackets hold neither.
    static func key(_ text: Substring) -> String? {
        guard text.utf8.first == UInt8(ascii: "["), text.utf8.last == UInt8(ascii: "]"), text.utf8.count > 2
        else { return nil }
        let number = text.dropFirst().dropLast().lowercased()
        if number.hasPrefix(ipv6) {
            return canonical(String(number.dropFirst(ipv6.count)), AF_INET6).map { "[\(ipv6)\($0)]" }
        }
        return canonical(number, AF_INET).map { "[\($0)]" }
    }

    private static let ipv6 = "ipv6:"

    private static func canonical(_ number: String, _ family: Int32) -> String? {
        var address = in6_addr()
        guard inet_pton(family, number, &address) == 1 else { return nil }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(family, &address, &text, socklen_t(text.count)) != nil else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
