import Glibc
package import ServiceCore

/// A numeric IP address, and whether it belongs to the public internet.
package struct HostAddress: Sendable, Hashable {
    /// 4 or 16 of them, in the order of the wire.
    let bytes: [UInt8]
    package let text: String

    /// - Parameter text: dotted with four numbers, or IPv6 without brackets or zone; nil for anything else.
    package init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: six) { Array($0) }
        } else {
            return nil
        }
        self.text = text
    }

    /// False for what leads into this machine, its networks, groups of machines, or nowhere.
    ///
    /// - Source: the IANA registries of special-purpose addresses (RFC 6890), where they are not globally reachable.
    package var isPublic: Bool {
        if bytes.count == 4 { return !Self.closedFour.contains { $0.holds(bytes) } }
        // A translator's address leads where the IPv4 address in it does.
        if Self.translated.holds(bytes) { return !Self.closedFour.contains { $0.holds(bytes.suffix(4)) } }
        return Self.globalSix.holds(bytes) && !Self.closedSix.contains { $0.holds(bytes) }
    }

    private static let closedFour = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ].compactMap { try? AddressRange($0) }
    private static let closedSix = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]
        .compactMap { try? AddressRange($0) }
    private static let globalSix = AddressRange(
        prefix: [0x20] + [UInt8](repeating: 0, count: 15), bits: 3)
    private static let translated = AddressRange(
        prefix: [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], bits: 96)
}

/// IP addresses that begin with the same bits: `10.0.0.0/8`.
package struct AddressRange: Sendable, Hashable {
    private let prefix: [UInt8]
    private let bits: Int

    init(prefix: [UInt8], bits: Int) {
        self.prefix = prefix
        self.bits = bits
    }

    /// Reads `10.0.0.0/8`; an address alone is a range of one.
    ///
    /// - Throws: `.invalid` for anything else.
    package init(_ text: String) throws(ServiceError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        if let address = parts.first.flatMap({ HostAddress(String($0)) })?.plain {
            let widest = address.bytes.count * 8
            let digits = parts.count > 1 ? parts[1] : "\(widest)"
            if digits.utf8.allSatisfy({ (48...57).contains($0) }), let bits = Int(digits), bits <= widest {
                self.init(prefix: address.bytes, bits: bits)
                return
            }
        }
        throw ServiceError(
            .invalid, "“\(text)” is no IP address and no range of them.",
            hint: "Write 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32.")
    }

    package func holds(_ address: HostAddress) -> Bool { holds(address.bytes) }

    func holds(_ address: some Collection<UInt8>) -> Bool {
        prefix.count == address.count
            && zip(prefix, address).enumerated().allSatisfy { place, pair in
                let left = min(max(bits - place * 8, 0), 8)
                return (pair.0 ^ pair.1) >> (8 - left) == 0
            }
    }
}

extension HostAddress {
    private static let mapped = AddressRange(
        prefix: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0], bits: 96)

    /// The IPv4 address that stands within one of IPv6 (`::ffff:192.0.2.7`), else itself.
    package var plain: HostAddress {
        guard Self.mapped.holds(bytes) else { return self }
        return HostAddress(bytes.suffix(4).map { String($0) }.joined(separator: ".")) ?? self
    }

    /// Itself, or the first 64 bits of IPv6, below which one customer has all addresses.
    package var customer: String {
        if bytes.count == 4 { return text }
        let groups = stride(from: 0, to: 8, by: 2).map { place in
            String(UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1]), radix: 16)
        }
        return groups.joined(separator: ":") + "/64"
    }
}
