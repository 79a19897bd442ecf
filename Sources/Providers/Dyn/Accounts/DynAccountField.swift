import ServiceCore

/// One text of an account: its field, its names on the wire and its place in the resource.
struct DynAccountText: Sendable {
    typealias Place = any WritableKeyPath<Account, String> & Sendable

    let id: FieldID
    /// The first is that of the older pages; newer ones use the others, so both are written and read.
    let names: [String]
    let place: Place
    let rule: DynRule?

    init(_ id: FieldID, _ names: String..., at place: Place, rule: DynRule? = nil) {
        (self.id, self.names, self.place, self.rule) = (id, names, place, rule)
    }

    static let all: [DynAccountText] = [
        .init("company", "companyname", at: \.companyName), .init("phone", "phone", at: \.phone),
        .init("account_name", "accountname", at: \.accountName),
        .init("contact_name", "contactname", at: \.contactName),
        .init("address", "address", at: \.address.street), .init("city", "city", at: \.address.city),
        .init("region", "state", at: \.address.state), .init("zip_code", "zipcode", at: \.address.zipCode),
        .init("country", "country", at: \.address.country, rule: .country),
        .init("time_zone", "timezone", at: \.timeZone, rule: .timeZone),
        .init("bounce_url", "bounceurl", "bounce_url", at: \.bouncePostback.url, rule: .webURL),
        .init("spam_url", "spamurl", "spam_url", at: \.spamPostback.url, rule: .webURL),
        .init("unsubscribe_url", "unsubscribeurl", "unsub_url", at: \.unsubscribePostback.url, rule: .webURL),
    ]
}

/// One yes or no of an account: its field, its name on the wire and its place in the resource.
struct DynAccountFlag: Sendable {
    let id: FieldID
    let name: String
    let place: any WritableKeyPath<Account, Bool?> & Sendable

    /// All that a person can change; the newer ones silence a postback without taking its URL away.
    static let all: [DynAccountFlag] =
        tracking + [
            .init(id: "bounce_url_active", name: "bounce_url_active", place: \.bouncePostback.isActive),
            .init(id: "spam_url_active", name: "spam_url_active", place: \.spamPostback.isActive),
            .init(
                id: "unsubscribe_url_active", name: "unsub_url_active",
                place: \.unsubscribePostback.isActive),
        ]
    static let tracking: [DynAccountFlag] = [
        .init(id: "track_opens", name: "trackopens", place: \.tracking.opens),
        .init(id: "track_links", name: "tracklinks", place: \.tracking.links),
        .init(id: "track_unsubscribes", name: "trackunsubscribes", place: \.tracking.unsubscribes),
    ]
}

extension DynClient {
    /// The form lines of the wire names that a refusal of an account's fields may hold.
    static let accountFields: [(name: String, field: FieldID)] =
        [("username", "username"), ("password", "password")]
        + DynAccountText.all.flatMap { text in text.names.map { ($0, text.id) } }
        + DynAccountFlag.tracking.map { ($0.name, $0.id) }
        + (1...4).map { ("xheader\($0)", "x_header_\($0)") }
}
