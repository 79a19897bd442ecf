import Glibc
import NIOCore

/// Who is at the other end of a connection.
struct PeerAddress: Sendable, Hashable {
    let text: String
    /// Whether it is this machine itself.
    let isLocal: Bool
    /// Whose share of places it takes: the address, and of IPv6 the network of a customer, whose 64 bits below are the
    /// caller's to choose (RFC 6177).
    let customer: String

    init(_ address: SocketAddress?) {
        guard let text = address?.ipAddress else {
            // What has no network address comes by a socket in the file system.
            (self.text, customer) = ("local", "local")
            isLocal = address != nil
            return
        }
        self.text = text
        let plain = text.hasPrefix("::ffff:") ? text.dropFirst(7) : text[...]
        isLocal = plain == "::1" || plain.hasPrefix("127.")
        customer = Self.network(String(plain))
    }

    private static func network(_ text: String) -> String {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return text }
        return withUnsafeBytes(of: address) { "\(Array($0.prefix(8)))/64" }
    }
}
