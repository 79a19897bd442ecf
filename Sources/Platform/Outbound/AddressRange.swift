package import ServiceCore

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
