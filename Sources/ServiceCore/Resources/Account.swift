package import FoundationEssentials

/// A customer of a platform: whoever owns senders, users, contacts and campaigns.
///
/// A flag or number is nil where the platform did not tell it, and then neither on nor off.
package struct Account: Resource {
    package let id: ResourceID
    package var oddity: String?
    /// The e-mail address that the account logs in with.
    package var username: String
    package var accountName = ""
    package var contactName = ""
    package var companyName = ""
    package var phone = ""
    package var address = PostalAddress()
    /// `[+/-]h.mm` ahead of UTC, as Dyn writes it.
    package var timeZone = ""
    package var created: Date?
    package var userType = ""
    package var isActive: Bool? = true
    package var isVerified: Bool? = true
    package var isAdmin: Bool? = false
    package var tracking = TrackingFlags()
    package var bouncePostback = Postback()
    package var spamPostback = Postback()
    package var unsubscribePostback = Postback()
    /// Four custom header names, empty where unset.
    package var xHeaders: [String] = ["", "", "", ""]
    package var apiKey: Secret?
    /// Messages a month; nil means no cap, unless it is untold.
    package var emailCap: Int?
    package var emailsSent: Int? = 0
    package var maxSampleCount: Int?
    package var smsCredits: Int?
    package var subscriptionID: String?
    package var subscribed: Date?
    /// Per cent; SendClean's measure of how well the account's mail is taken.
    package var reputation: Double?
    /// How fast SendClean lets the account send, in the unit of its own that it does not name.
    package var allowedSpeed: Int?
    package var untold: Set<FieldID> = []
    package var revision = 0

    package init(id: ResourceID, username: String) {
        self.id = id
        self.username = username
    }
}

extension Account {
    package struct PostalAddress: Sendable, Hashable {
        package var street = ""
        package var city = ""
        package var state = ""
        package var zipCode = ""
        /// ISO 3166, two letters.
        package var country = ""
        package init() {}
    }

    /// What is watched in the mail that an account sends.
    package struct TrackingFlags: Sendable, Hashable {
        package var opens: Bool? = false
        package var links: Bool? = false
        package var unsubscribes: Bool? = false
        package init() {}
    }

    /// A URL that is told of an event; kept but silent while inactive.
    package struct Postback: Sendable, Hashable {
        package var url = ""
        package var isActive: Bool? = false
        package init() {}
    }
}

extension Account {
    package static let kind = ResourceKind.account
    package static let words = ResourceWords("account", "accounts", name: "username", time: "created")

    package static let fields: [Field<Account>] =
        [
            Field("username", "User name") { .text($0.username) },
            Field("company", "Company") { .text($0.companyName) }.written(\.companyName),
            Field("account_name", "Account name") { .text($0.accountName) }.written(\.accountName),
            Field("contact_name", "Contact") { .text($0.contactName) }.written(\.contactName),
            Field("state", "State", .state, words: ["active", "unverified", "disabled"]) {
                .state($0.stateWord)
            },
            Field("type", "Type") { .text($0.userType) },
            Field("admin", "Administrator", .flag) { .flag($0.isAdmin) },
            Field("verified", "Verified", .flag) { .flag($0.isVerified) },
            Field("phone", "Phone") { .text($0.phone) }.written(\.phone),
            Field("address", "Address") { .text($0.address.street) }.written(\.address.street),
            Field("city", "City") { .text($0.address.city) }.written(\.address.city),
            Field("region", "State or region") { .text($0.address.state) }.written(\.address.state),
            Field("zip_code", "Zip code") { .text($0.address.zipCode) }.written(\.address.zipCode),
            Field("country", "Country") { .text($0.address.country) }.written(\.address.country),
            Field("time_zone", "Time zone") { .text($0.timeZone) }.written(\.timeZone),
            Field("track_opens", "Tracks opens", .flag) { .flag($0.tracking.opens) }.written(
                \.tracking.opens),
            Field("track_links", "Tracks links", .flag) { .flag($0.tracking.links) }.written(
                \.tracking.links),
            Field("track_unsubscribes", "Tracks unsubscribes", .flag) { .flag($0.tracking.unsubscribes) }
                .written(\.tracking.unsubscribes),
        ] + deliveryFields

    private static let deliveryFields: [Field<Account>] = [
        Field("bounce_url", "Bounce postback") { .text($0.bouncePostback.url) }.written(\.bouncePostback.url),
        Field("bounce_url_active", "Bounce postback active", .flag) { .flag($0.bouncePostback.isActive) }
            .written(\.bouncePostback.isActive),
        Field("spam_url", "Spam postback") { .text($0.spamPostback.url) }.written(\.spamPostback.url),
        Field("spam_url_active", "Spam postback active", .flag) { .flag($0.spamPostback.isActive) }.written(
            \.spamPostback.isActive),
        Field("unsubscribe_url", "Unsubscribe postback") { .text($0.unsubscribePostback.url) }.written(
            \.unsubscribePostback.url),
        Field("unsubscribe_url_active", "Unsubscribe postback active", .flag) {
            .flag($0.unsubscribePostback.isActive)
        }.written(\.unsubscribePostback.isActive),
        Field("x_header_1", "X-header 1") { .text($0.xHeaders[0]) }.written(\.xHeaders[0]),
        Field("x_header_2", "X-header 2") { .text($0.xHeaders[1]) }.written(\.xHeaders[1]),
        Field("x_header_3", "X-header 3") { .text($0.xHeaders[2]) }.written(\.xHeaders[2]),
        Field("x_header_4", "X-header 4") { .text($0.xHeaders[3]) }.written(\.xHeaders[3]),
        Field("api_key", "API key", .secret) { .secret($0.apiKey) }.written(\.apiKey, taking: nil),
        Field("email_cap", "E-mail cap", .integer, emptyWord: "none", help: "Messages a month.") {
            .integer($0.emailCap)
        },
        Field("emails_sent", "E-mails sent", .integer) { .integer($0.emailsSent) },
        Field("max_sample_count", "Sample count", .integer) { .integer($0.maxSampleCount) },
        Field("sms_credits", "SMS credits", .integer) { .integer($0.smsCredits) },
        Field("subscription_id", "Subscription") { .text($0.subscriptionID) },
        Field("subscribed", "Subscribed", .date) { .date($0.subscribed) },
        Field("created", "Created", .date) { .date($0.created) },
        Field("reputation", "Reputation", .number, help: "Per cent.") {
            .number($0.reputation)
        },
        Field("allowed_speed", "Allowed speed", .integer) { .integer($0.allowedSpeed) },
    ]

    private var stateWord: StateWord? {
        if isActive == false { return StateWord("disabled", .bad) }
        if isVerified == false { return StateWord("unverified", .warning) }
        return isActive == true ? StateWord("active", .good) : nil
    }
}
