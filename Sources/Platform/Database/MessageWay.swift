package import ServiceCore

/// Which way a message goes: its channel's of the data directory, or the relay that its sender names for itself.
package struct MessageWay: Sendable, Hashable {
    package let channel: Channel
    /// An `OwnRelay`'s id; nil goes as the directory says.
    package let relay: Int64?

    package init(_ channel: Channel, relay: Int64? = nil) { (self.channel, self.relay) = (channel, relay) }
}
