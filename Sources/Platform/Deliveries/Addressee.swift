import ServiceCore

/// An address or a number as one account writes to it.
struct Addressee: Sendable, Hashable {
    let account: Int64
    let channel: Channel
    /// What the person is known by.
    let address: String
    /// What is shown and sent to.
    let written: String
    let contact: Int64?

    /// Whether an erasure has left nothing of the address itself.
    var isErased: Bool { ErasedKey.isAlias(address) }
}

extension DeliveryRow {
    var addressee: Addressee {
        Addressee(account: account, channel: channel, address: address, written: written, contact: contact)
    }
}
