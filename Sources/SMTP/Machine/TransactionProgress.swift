/// One message on its way: what of its commands is said, and what was answered to them.
struct TransactionProgress: Sendable {
    let transaction: MailTransaction
    /// Why a recipient does not get it; nil for those who still may.
    private(set) var faults: [DeliveryFault?]
    private(set) var acceptedCount = 0
    /// Why nobody gets it.
    private(set) var mailFault: DeliveryFault?
    /// Whether the server has a sender noted, and so must be told before another comes.
    private(set) var hasBegun = false

    /// Looks at what can be said of a message without asking the server.
    init(_ transaction: MailTransaction, to server: Capabilities) {
        self.transaction = transaction
        faults = transaction.recipients.map { recipient in
            recipient.address.needsUTF8 && !server.smtpUTF8 ? DeliveryFault(.rcpt, .needsSMTPUTF8) : nil
        }
        mailFault = Self.fault(of: transaction, server).map { DeliveryFault(.mail, $0) }
    }

    private static func fault(
        of transaction: MailTransaction, _ server: Capabilities
    ) -> DeliveryFault.Reason? {
        if transaction.needsUTF8Itself, !server.smtpUTF8 { return .needsSMTPUTF8 }
        if transaction.content.isEightBit, !server.eightBitMIME { return .needs8BitMIME }
        if let limit = server.largestMessage, transaction.content.bytes.count > limit {
            return .tooLarge(limit: limit)
        }
        return nil
    }

    /// Whether it can reach anybody yet.
    var isHopeless: Bool { mailFault != nil || faults.allSatisfy { $0 != nil } }

    /// MAIL and RCPT for everybody who can be named to this server.
    func envelope(for server: Capabilities) -> [Command] {
        let open = faults.indices.filter { faults[$0] == nil }
        return [.mail(of: transaction, to: server)] + open.map { .rcpt($0, of: transaction, to: server) }
    }

    mutating func mailAnswered(_ reply: Reply) {
        if reply.isPositive {
            hasBegun = true
        } else {
            mailFault = DeliveryFault(.mail, .refused(reply))
        }
    }

    /// A server that took no sender refuses every recipient too, which says nothing of them.
    mutating func recipientAnswered(_ index: Int, _ reply: Reply) {
        guard mailFault == nil else { return }
        if reply.isPositive {
            acceptedCount += 1
        } else {
            faults[index] = DeliveryFault(.rcpt, .refused(reply))
        }
    }

    /// The result where those who still may get it have this outcome.
    func result(_ outcome: Outcome) -> TransactionResult {
        let rest = mailFault.map(Outcome.failed) ?? outcome
        return TransactionResult(
            id: transaction.id, outcomes: faults.map { $0.map(Outcome.failed) ?? rest })
    }
}
