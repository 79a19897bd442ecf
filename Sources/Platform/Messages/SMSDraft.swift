package import ServiceCore

/// A text message to listed numbers, as the caller of an API wants it sent.
package struct SMSDraft: Sendable {
    /// Empty where one is to be made up.
    package var title: String
    package var text: String
    /// One of the three SMS types.
    package var type: CampaignType
    package var sender: String
    /// As the caller writes them, which is how they are given back; a repeated number counts each time.
    package var recipients: [String]
    package var schedule: Campaign.Schedule?

    package init(
        title: String = "", text: String, type: CampaignType = .smsPlain, sender: String,
        recipients: [String], schedule: Campaign.Schedule? = nil
    ) {
        self.title = title
        self.text = text
        self.type = type
        self.sender = sender
        self.recipients = recipients
        self.schedule = schedule
    }

    /// - Throws: `.invalid` on `audience` for what is no number.
    func audience() throws(ServiceError) -> AudienceSpec {
        var numbers: [String] = []
        numbers.reserveCapacity(recipients.count)
        for recipient in recipients {
            guard let number = AddressRules.normalized(phone: recipient) else {
                throw ServiceError(.invalid, "“\(recipient)” is no phone number.", field: "audience")
            }
            numbers.append(number)
        }
        var spec = AudienceSpec(.list, addresses: numbers)
        if numbers != recipients { spec.written = recipients }
        return spec
    }
}
