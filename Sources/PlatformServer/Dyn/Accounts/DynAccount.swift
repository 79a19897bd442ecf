import ServiceCore

/// An account as Dyn writes it (§5): flags are 0 or 1 and nothing is null, since clients post it straight back.
struct DynAccount: Encodable, Sendable {
    private let account: Account
    private let hasCap: Bool

    /// An item of the list, beside which the cap stands.
    init(item account: Account) {
        self.account = account
        hasCap = false
    }

    /// The answer to a call about it.
    init(_ account: Account) {
        self.account = account
        hasCap = true
    }

    private enum Keys: String, CodingKey {
        case username, accountname, contactname, companyname, phone, address, city, state, zipcode, country
        case timezone, bounceurl, spamurl, unsubscribeurl, trackopens, tracklinks, trackunsubscribes, apikey
        case created, emailsent, usertype
        case sampleCount = "max_sample_count"
        case emailcap
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        for (key, text) in texts { try container.encode(text, forKey: key) }
        for (key, number) in numbers { try container.encode(number, forKey: key) }
        if hasCap { try container.encode(DynCap(messages: account.emailCap), forKey: .emailcap) }
    }

    private var texts: KeyValuePairs<Keys, String> {
        [
            .username: account.username, .accountname: account.accountName,
            .contactname: account.contactName, .companyname: account.companyName, .phone: account.phone,
            .address: account.address.street, .city: account.address.city, .state: account.address.state,
            .zipcode: account.address.zipCode, .country: account.address.country,
            .timezone: account.timeZone, .bounceurl: account.bouncePostback.url,
            .spamurl: account.spamPostback.url, .unsubscribeurl: account.unsubscribePostback.url,
            .apikey: account.apiKey?.reveal() ?? "", .created: account.created.map(DynDate.text) ?? "",
            .usertype: account.userType,
        ]
    }

    private var numbers: KeyValuePairs<Keys, Int> {
        [
            .trackopens: account.tracking.opens == true ? 1 : 0,
            .tracklinks: account.tracking.links == true ? 1 : 0,
            .trackunsubscribes: account.tracking.unsubscribes == true ? 1 : 0,
            .emailsent: account.emailsSent ?? 0, .sampleCount: account.maxSampleCount ?? 0,
        ]
    }
}

/// Messages a month; an empty text where there is no cap.
struct DynCap: Encodable, Sendable {
    let messages: Int?

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let messages { try container.encode(messages) } else { try container.encode("") }
    }
}

struct DynAccountList: Encodable, Sendable {
    let accounts: [DynAccount]
    let emailcap: DynCap
}
