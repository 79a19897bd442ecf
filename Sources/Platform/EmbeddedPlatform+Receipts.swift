package import ServiceCore

/// What a text gateway tells of messages.
extension EmbeddedPlatform {
    /// Takes in a receipt; done when it returns. The same again changes nothing.
    ///
    /// A signed token is believed at the address of a gateway before, too: who has it was handed the message.
    ///
    /// - Parameters:
    ///   - secret: of the address at which it was told.
    ///   - token: what the message is named by.
    /// - Throws: `.storage` and its kin where nothing could be recorded.
    package func take(
        _ receipt: GatewayReceipt, secret: String, token: String
    ) async throws(ServiceError) -> ReceiptOutcome {
        let vault = context.vault
        let delivery = MailToken(token, as: .receipt, in: .link, by: vault)?.delivery
        let gateway = try await gateway()?.gateway()
        let isOwn = gateway.map { ReceiptPlace.secret(of: $0, vault).isSameSecret(as: secret) } ?? false
        guard isOwn || delivery != nil else { return .nowhere }
        let taking = ReceiptTaking(
            token: token, delivery: delivery, receipt: receipt, now: context.clock())
        return try await context.store.write { db in try taking.run(in: db) }
    }
}

extension String {
    /// In a time that does not tell how much of it is right.
    fileprivate func isSameSecret(as other: String) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
