/// What a server knows of one client.
package struct ServedSession: Sendable, Hashable {
    /// Of this server since it was started; no two are alike.
    package let id: Int
    /// Its network address, without the port.
    package let peer: String
    /// Whether that is an address of this machine itself.
    package let isLocal: Bool
    /// What it called itself; empty before it did. As it wrote it, so not safe to be shown as it is.
    package var helloName = ""
    /// Whether it greeted by EHLO or LHLO.
    package var isExtended = false
    package var isEncrypted = false
    /// The name under which it logged in.
    package var user: String?

    package init(id: Int, peer: String, isLocal: Bool) {
        self.id = id
        self.peer = peer
        self.isLocal = isLocal
    }
}
