import ServiceCore

/// One campaign of the sample: what its form holds, when it began and how far it got.
struct SampleCampaign: Sendable {
    let title: String
    let fields: [FieldID: String]
    /// Seconds before now at which it was made and launched.
    let age: Double
    /// How far it got; nil leaves a draft.
    let end: End?
    /// Seconds from now at which it starts by itself.
    let startsIn: Double?

    enum End: Sendable {
        case finished, running, paused, aborted, scheduled

        /// How many claims are sent; nil sends everything.
        var batches: Int? {
            switch self {
            case .finished, .scheduled: nil
            case .running: 2
            case .paused: 3
            case .aborted: 2
            }
        }
    }

    private init(
        _ title: String, _ account: String, _ sender: String, _ audience: String, subject: String,
        text: String,
        type: CampaignType = .normal, age: Double, _ end: End? = nil, startsIn: Double? = nil,
        deferBy: Int? = nil
    ) {
        var fields = [
            "account": account, "title": title, "type": type.rawValue, "sender": sender, "audience": audience,
            "text": text,
        ]
        if !type.rawValue.hasPrefix("sms") {
            fields["subject"] = subject
            fields["html"] =
                "<p>\(text)</p><p><a href=\"https://\(account.split(separator: "@")[1])/\">→</a></p>"
        }
        if let deferBy { fields["defer_by"] = String(deferBy) }
        (self.title, self.fields, self.age, self.end, self.startsIn) = (title, fields, age, end, startsIn)
    }
}

extension SampleCampaign {
    private static let (acme, bluebird, citrus) = (
        "marta@acme.example", "hello@bluebird.example", "ops@citrus.example"
    )
    private static let day = 86_400.0

    static let list: [SampleCampaign] = [
        SampleCampaign(
            "Winter sale", acme, "news@acme.example", "group customers", subject: "Warm jackets, half price",
            text: "Until Sunday every jacket costs half.", age: 61 * day, .finished),
        SampleCampaign(
            "Lesekveld i oktober", bluebird, "reading@bluebird.example", "group signed editions",
            subject: "Lesekveld torsdag", text: "Vi leser høyt fra fire nye bøker.", age: 33 * day, .finished),
        SampleCampaign(
            "Wrong price list", acme, "news@acme.example", "group newsletter", subject: "Prices for March",
            text: "All prices at a glance.", age: 20 * day, .aborted),
        SampleCampaign(
            "Parcel on its way", acme, "Acme", "group customers", subject: "",
            text: "Your parcel arrives today.", type: .smsPlain, age: 9 * day, .finished),
        SampleCampaign(
            "Order mail", acme, "orders@acme.example", "group vip", subject: "Your order",
            text: "Thank you for your order.", type: .api, age: 6 * day),
        SampleCampaign(
            "Autumn catalogue", acme, "news@acme.example", "group newsletter", subject: "Autumn is here",
            text: "Ninety-six pages of rain gear.", age: 2 * 3600, .paused),
        SampleCampaign(
            "Signed copies", bluebird, "Bluebird", "group readers", subject: "",
            text: "Signed copies have come in. Reply STOP to end.", type: .smsPlain, age: 1800, .finished),
        SampleCampaign(
            "Welcome back", acme, "news@acme.example", "group newsletter", subject: "We have missed you",
            text: "Here is what is new.", age: 20, .running),
        SampleCampaign(
            "Harvest tour", citrus, "offers@citrus.example", "group travellers", subject: "Ελιές και θάλασσα",
            text: "Five days on Crete.", age: 3600, .scheduled, startsIn: 2 * day),
        SampleCampaign(
            "Reminder: reading night", bluebird, "reading@bluebird.example", "group signed editions",
            subject: "Tomorrow!", text: "See you tomorrow at seven.", age: 600, .scheduled, deferBy: 86_400),
        SampleCampaign(
            "Two subject lines", acme, "news@acme.example", "group vip", subject: "Which tent is yours?",
            text: "Answer three questions.", type: .ab, age: 500),
        SampleCampaign(
            "Flash: shop open late", acme, "Acme", "group vip", subject: "", text: "Open until ten tonight!",
            type: .smsFlash, age: 400),
        SampleCampaign(
            "VIP preview", acme, "news@acme.example", "group vip", subject: "Before everybody else",
            text: "The new tents, a day early.", age: 300),
        SampleCampaign(
            "Spring sale", acme, "news@acme.example", "group newsletter", subject: "Spring is here",
            text: "Boots, tents and maps from tomorrow on.", age: 200),
    ]
}
