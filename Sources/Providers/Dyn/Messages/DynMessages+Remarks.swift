import ServiceCore

extension DynMessages {
    /// How many recipients are looked up for a preview; one call tells of all.
    private static let lookUps = 50

    /// Those of a message's recipients to whom Dyn sends nothing, or of whom it does not say so.
    func remarks(_ targets: [ResourceID]) -> FormRemarks {
        FormRemarks { values async throws(ServiceError) in
            let letters = (try? Self.letters(targets, values)) ?? []
            let addresses = letters.flatMap(\.self).map(\.address)
            guard !addresses.isEmpty, addresses.count <= Self.lookUps,
                let recipients = try? await client.recipients(addresses)
            else { return [] }
            return recipients.map(client.known).compactMap(remark)
        }
    }

    private func remark(on recipient: DynRecipient) -> FormRemark? {
        let address = recipient.address
        let known: Contact? = client.inHand.row(client.id(.contact, address))
        let isInDoubt = known?.untold.contains("suppression") == true
        if recipient.isSuppressed == nil || isInDoubt {
            return FormRemark(
                "whether \(address) is suppressed is not known, and Dyn sends nothing to who is")
        }
        return recipient.isSuppressed == true
            ? FormRemark("\(address) is suppressed, and Dyn sends it nothing") : nil
    }
}
