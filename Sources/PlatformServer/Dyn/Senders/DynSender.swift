import ServiceCore

/// An approved sender as Dyn writes it (§6).
struct DynSender: Encodable, Sendable {
    let emailaddress: String
    let seeding: Int
    /// The selector.
    let dkim: String
    let dkimval: String
    let spf: String

    init(_ sender: ApprovedSender) {
        emailaddress = sender.address
        seeding = sender.isSeeded == true ? 1 : 0
        dkim = sender.dkimSelector
        dkimval = sender.dkimValue
        spf = sender.spf
    }
}

/// What the list tells of a sender.
struct DynSenderItem: Encodable, Sendable {
    let emailaddress: String
    let seeding: Int

    init(_ sender: ApprovedSender) {
        emailaddress = sender.address
        seeding = sender.isSeeded == true ? 1 : 0
    }
}

struct DynSenderList: Encodable, Sendable {
    let senders: [DynSenderItem]
}

/// One pair alone: clients take the last value that there is.
struct DynSenderStatus: Encodable, Sendable {
    let status: Int
}
