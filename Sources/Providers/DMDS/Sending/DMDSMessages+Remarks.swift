import ServiceCore

extension DMDSMessages {
    /// How many recipients are looked up for a preview; of more, those alone are told of which something is known.
    private static let lookUps = 10

    /// Those of a message's recipients to whom DMDS sends nothing, or of whom nobody knows it (§8).
    func remarks(also people: [DMDSMailbox]) -> FormRemarks {
        FormRemarks { values async throws(ServiceError) in
            guard let draft = try? MessageLines.read(values, campaign: 0, also: people) else { return [] }
            let addresses = draft.recipients.map(\.address)
            var remarks: [FormRemark] = []
            for address in addresses {
                let isAsked = addresses.count <= Self.lookUps
                guard let contact = await contact(address, isAsked: isAsked) else { continue }
                remarks += [Self.remark(on: contact)].compactMap(\.self)
            }
            return remarks
        }
    }

    /// What is known of a recipient; what cannot be asked for now is left to the send.
    private func contact(_ address: String, isAsked: Bool) async -> Contact? {
        if let known: Contact = context.inHand.row(context.id(.contact, address)) { return known }
        guard isAsked, let payload = try? await context.contact(address) else { return nil }
        return context.inHand.laid(over: payload.contact(.unknown)) { $0 != "whitelisted" }
    }

    private static func remark(on contact: Contact) -> FormRemark? {
        if contact.isInvalid {
            return FormRemark("\(contact.email) is invalid, and an invalid contact gets no mail")
        }
        guard contact.isValidityUnknown else { return nil }
        return FormRemark(
            "whether \(contact.email) is invalid is not known, and an invalid contact gets no mail")
    }
}
