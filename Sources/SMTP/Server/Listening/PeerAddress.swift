import NIOCore

/// Who is at the other end of a connection.
struct PeerAddress: Sendable, Hashable {
    let text: String
    /// Whether it is this machine itself.
    let isLocal: Bool

    init(_ address: SocketAddress?) {
        guard let text = address?.ipAddress else {
            // What has no network address comes by a socket in the file system.
            self.text = "local"
            isLocal = address != nil
            return
        }
        self.text = text
        let plain = text.hasPrefix("::ffff:") ? text.dropFirst(7) : text[...]
        isLocal = plain == "::1" || plain.hasPrefix("127.")
    }
}
