import Glibc

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
