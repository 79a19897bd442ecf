import FoundationEssentials
import ServiceCore
import Store

/// One real message to a person's own address, through everything that a launch goes through: the queue, the rules, the
/// writing, the signature and the relay.
package struct RelayTest: Sendable {
    let to: String
    /// Nil takes the first sender that may send.
    let sender: String?

    package init(to address: String, from sender: String? = nil) { (to, self.sender) = (address, sender) }

    /// - Returns: the recipient's row.
    /// - Throws: `.notFound` without a relay or a sender, `.refused` where a rule keeps it from the address.
    func queue(by who: String, at now: Date, _ connection: ConnectionID, in db: WriteTransaction) throws
        -> ResourceID
    {
        guard try RelaySetting.current(in: db) != nil else {
            throw ServiceError(
                .notFound, "No relay is in use, so that nothing would leave.",
                hint: "sendboard relay use smtp://host:587 --yes host")
        }
        try EngineHold.refuse(in: db)
        let from = try sender(in: db)
        let relay = try RelayChoice.relay(of: from.address, account: from.account, in: db)
        guard let setting = try RelaySetting.relay(relay, in: db) else {
            throw ServiceError(.storage, "The sender's relay is not kept here any more.")
        }
        var message = FrozenMessage(from: from.address)
        message.subject = "A test of \(setting.url)"
        var spec = SingleSubmission(account: from.account, channel: .email, message: message)
        spec.text = try CampaignQueries.content(Self.text(of: setting, who), at: now.storedTime, in: db)
        spec.trace = "test of \(setting.url)"
        spec.addresses = [to]
        let receipt = try spec.write(at: now, in: db)
        if let (_, reason) = receipt.notSent.first {
            throw ServiceError(.refused, "\(to) is not sent to: \(reason).", hint: "sendboard why \(to)")
        }
        let row = try Int64.fetchOne(
            db,
            """
            SELECT d.id FROM delivery d JOIN batch b ON b.id = d.batch WHERE b.uuid = \(receipt.batch)
            ORDER BY d.id DESC LIMIT 1
            """)
        guard let row else { throw ServiceError(.storage, "The test could not be queued.") }
        try TransportChange.note("test relay", by: who, at: now, because: "", setting, setting, in: db)
        return ResourceID(connection, .delivery, String(row))
    }

    private static func text(of setting: RelaySetting, _ who: String) -> String {
        """
        This message was sent by \(who) to see that e-mail leaves through

        \(setting.url)

        as every launch will. Whoever reads it has it: look at its headers, and where it was put.
        """
    }

    private func sender(in db: ReadTransaction) throws -> (account: Int64, address: String) {
        let rows = try SQLRow.fetchAll(db, "SELECT account, address FROM sender ORDER BY id")
        let meant = rows.filter { row in
            sender.map { AddressRules.key(of: $0) == AddressRules.key(of: row[1]) } ?? true
        }
        for row in meant {
            let (account, address): (Int64, String) = (row[0], row[1])
            if try SenderFacts.isApproved(address, .email, account: account, in: db) {
                return (account, address)
            }
        }
        throw ServiceError(
            .notFound,
            sender.map { "\($0) is no sender that may send." } ?? "There is no sender that may send.",
            hint: "sendboard sender create address=you@your.example account=NAME")
    }
}
