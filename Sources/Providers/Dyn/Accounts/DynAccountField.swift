import ServiceCore

/// One text of an account: its field, its names on the wire and its place in the resource.
struct DynAccountText: Sendable {
    let id: FieldID
    /// The first is that of the older pages; newer ones use the others, so both are written and read.
    let names: [String]
    let place: any WritableKeyPath<Account, String> & Sendable
    var rule: DynRule?

    static let all: [DynAccountText] =
        [
            .init(
                id: "company", names: ["companyname"], place: \.companyName),
            .init(id: "phone", names: ["phone"], place: \.phone),
            .init(id: "account_name", names: ["accountname"], place: \.accountName),
            .init(id: "contact_name", names: ["contactname"], place: \.contactName),
            .init(id: "address", names: ["address"], place: \.address.street),
            .init(id: "city", names: ["city"], place: \.address.city),
            .init(id: "region", names: ["state"], place: \.address.state),
            .init(id: "zip_code", names: ["zipcode"], place: \.address.zipCode),
            .init(
                id: "country", names: ["country"], place: \.address.country, rule: .country),
            .init(
                id: "time_zone", names: ["timezone"], place: \.timeZone, rule: .timeZone),
        ] + DynPostback.all.map(\.url)
}

/// One yes or no of an account: its field, its name on the wire and its place in the resource.
struct DynAccountFlag: Sendable {
    let id: FieldID
    let name: String
    let place: any WritableKeyPath<Account, Bool?> & Sendable

    /// All that a person can change.
    static let all = tracking + DynPostback.all.map(\.active)

    static let tracking: [DynAccountFlag] = [
        .init(id: "track_opens", name: "trackopens", place: \.tracking.opens),
        .init(id: "track_links", name: "tracklinks", place: \.tracking.links),
        .init(
            id: "track_unsubscribes", name: "trackunsubscribes",
            place: \.tracking.unsubscribes),
    ]
}

/// A postback: its URL, and the newer flag that silences it without taking the URL away.
struct DynPostback: Sendable {
    let url: DynAccountText
    let active: DynAccountFlag

    static let all: [DynPostback] = [
        .init(
            url: .init(
                id: "bounce_url", names: ["bounceurl", "bounce_url"],
                place: \.bouncePostback.url, rule: .webURL),
            active: .init(
                id: "bounce_url_active", name: "bounce_url_active",
                place: \.bouncePostback.isActive)),
        .init(
            url: .init(
                id: "spam_url", names: ["spamurl", "spam_url"],
                place: \.spamPostback.url, rule: .webURL),
            active: .init(
                id: "spam_url_active", name: "spam_url_active",
                place: \.spamPostback.isActive)),
        .init(
            url: .init(
                id: "unsubscribe_url", names: ["unsubscribeurl", "unsub_url"],
                place: \.unsubscribePostback.url, rule: .webURL),
            active: .init(
                id: "unsubscribe_url_active", name: "unsub_url_active",
                place: \.unsubscribePostback.isActive)),
    ]
}

extension ServiceError {
    /// A refusal of account fields, on the line that Dyn's words name.
    func onAccountField() -> ServiceError {
        onField(
            [("username", "username"), ("password", "password")]
                + DynAccountText.all.flatMap { text in text.names.map { ($0, text.id) } }
                + DynAccountFlag.tracking.map { ($0.name, $0.id) }
                + (1...4).map { ("xheader\($0)", "x_header_\($0)") })
    }
}
