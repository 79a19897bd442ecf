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
    /// What counts towards the cap; nil where the platform does not tell.
    package var sentThisMonth: Int?
    /// `22:00-08:00` by the account's clocks; empty without any.
    package var quietHours = ""
    package var rails = Rails()
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

    /// What pauses a launch by itself; nil where nothing does.
    package struct Rails: Sendable, Hashable {
        /// Per cent of those handed over that came back, at the door or later.
        package var bounces: Int?
        /// Per cent of those handed over that were refused at the door.
        package var refusals: Int?
        /// Of a thousand that were accepted.
        package var complaints: Int?
        /// How many must have been handed over before a share counts.
        package var after: Int?
        package init() {}

        /// Where `after` says nothing.
        package static let standardAfter = 100
        /// Fewer complaints than these may be chance, whatever their share.
        package static let fewestComplaints = 3

        /// What a new account starts with: far above what a list that is looked after comes to, and below what costs an
        /// account its name with receivers.
        package static var standard: Rails {
            var rails = Rails()
            (rails.bounces, rails.complaints, rails.after) = (10, 5, 200)
            return rails
        }

        /// `10 % bounced or 0.5 % complained, after 200`; nil where nothing pauses.
        package var words: String? {
            let limits = [
                bounces.map { "\($0) % bounced" }, refusals.map { "\($0) % refused" },
                complaints.map { "\(NumberText.plain(Double($0) / 10)) % complained" },
            ].compactMap(\.self)
            guard !limits.isEmpty else { return nil }
            let count = NumberText.grouped(after ?? Self.standardAfter)
            return "\(limits.joined(separator: " or ")), after \(count)"
        }
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
    package static let words = ResourceWords(
        "account", "accounts", about: "Customers: who owns senders, users, contacts and campaigns.",
        name: "username", time: "created")
    package static let keys = [
        ActionKey(
            "t", "tracking",
            menu: [tracking("o", "opens"), tracking("l", "links"), tracking("u", "unsubscribes")]),
        ActionKey(
            "R", .newKey, help: "Makes a new key and shows it; the old one stops working."),
    ]

    package static let concerns = [
        Concern(
            "cap-used:>=100", .wrong, "has used up its monthly cap", "have used up their monthly cap",
            measure: "email_cap"),
        Concern(
            "cap-used:>=90 cap-used:<100", .warning, "is near its monthly cap", "are near their monthly cap",
            measure: "cap_used"),
        Concern("state:disabled", .warning, "is disabled", "are disabled"),
    ]

    private static func tracking(_ key: Character, _ word: String) -> ActionKey {
        ActionKey(key, .track(word), .untrack(word), title: word, help: "Tracks \(word), or stops it.")
    }

    package static let fields: [Field<Account>] =
        [
            Field("username", "User name") { .text($0.username) }.asked(
                \.username, .userName, required: true, help: "The e-mail address that it logs in with."
            ).column(0, 16...36, middle: true),
            .text("company", "Company", \.companyName, required: true).column(2, 10...26),
            .text("account_name", "Account name", \.accountName),
            .text("contact_name", "Contact", \.contactName),
            Field("state", "State", .state, words: ["active", "unverified", "disabled"]) {
                .state($0.stateWord)
            }.column(1, 6...10),
            Field("type", "Type") { .text($0.userType) },
            Field("admin", "Administrator", .flag) { .flag($0.isAdmin) }.asked(flag: \.isAdmin).column(
                8, 5...5, title: "ADMIN"),
            Field("verified", "Verified", .flag) { .flag($0.isVerified) }.asked(flag: \.isVerified),
            .text("phone", "Phone", \.phone, required: true),
            .text("address", "Address", \.address.street),
            .text("city", "City", \.address.city),
            .text("region", "State or region", \.address.state),
            .text("zip_code", "Zip code", \.address.zipCode),
            .text("country", "Country", \.address.country, .country, help: TextRule.country.hint).column(
                9, 7...7),
            .text("time_zone", "Time zone", \.timeZone, .timeZone, help: TextRule.timeZone.hint),
            .flag("track_opens", "Tracks opens", \.tracking.opens).column(3, 5...5, title: "OPENS"),
            .flag("track_links", "Tracks links", \.tracking.links).column(4, 5...5, title: "LINKS"),
            .flag("track_unsubscribes", "Tracks unsubscribes", \.tracking.unsubscribes).column(
                5, 5...5, title: "UNSUB"),
        ] + deliveryFields

    private static let deliveryFields: [Field<Account>] = [
        .text("bounce_url", "Bounce postback", \.bouncePostback.url, .webURL),
        .flag("bounce_url_active", "Bounce postback active", \.bouncePostback.isActive),
        .text("spam_url", "Spam postback", \.spamPostback.url, .webURL),
        .flag("spam_url_active", "Spam postback active", \.spamPostback.isActive),
        .text("unsubscribe_url", "Unsubscribe postback", \.unsubscribePostback.url, .webURL),
        .flag("unsubscribe_url_active", "Unsubscribe postback active", \.unsubscribePostback.isActive),
        .text("x_header_1", "X-header 1", \.xHeaders[0], .xHeader, help: TextRule.xHeader.hint),
        .text("x_header_2", "X-header 2", \.xHeaders[1], .xHeader),
        .text("x_header_3", "X-header 3", \.xHeaders[2], .xHeader),
        .text("x_header_4", "X-header 4", \.xHeaders[3], .xHeader),
        Field("api_key", "API key", .secret) { .secret($0.apiKey) }.written(\.apiKey, taking: nil),
        Field("email_cap", "E-mail cap", .integer, emptyWord: "none", help: "Messages a month.") {
            .integer($0.emailCap)
        }.asked(number: \.emailCap, help: "Messages a month; empty for no cap.").column(
            7, 5...9, title: "CAP"),
        Field("emails_sent", "E-mails sent", .integer) { .integer($0.emailsSent) }.column(
            6, 5...9, title: "SENT"),
        Field("sent_this_month", "Sent this month", .integer) { .integer($0.sentThisMonth) },
        Field("cap_used", "Cap used", .integer, help: "Per cent of the month's.") {
            .integer($0.capUsed)
        }.derived(),
        Field("quiet_hours", "Quiet hours") { .text($0.quietHours) }.asked(
            \.quietHours, .quietHours,
            help: "When campaigns wait, by the account's clocks: 22:00-08:00. Single messages go out."),
        rail("pause_bounces", "Pause at bounces %", \.rails.bounces, 1...100, "of those handed over"),
        rail("pause_refusals", "Pause at refusals %", \.rails.refusals, 1...100, "refused at the door"),
        rail(
            "pause_complaints", "Pause at complaints per 1,000", \.rails.complaints, 1...1000,
            "of those accepted"),
        Field("pause_after", "Pause after", .integer) { .integer($0.rails.after) }.asked(
            number: \.rails.after, in: 1...1_000_000,
            help: "Messages of a launch before a share counts; \(Rails.standardAfter) where it is empty."),
        Field("max_sample_count", "Sample count", .integer) { .integer($0.maxSampleCount) },
        Field("sms_credits", "SMS credits", .integer) { .integer($0.smsCredits) }.column(
            6, 7...9, title: "CREDITS"),
        Field("subscription_id", "Subscription") { .text($0.subscriptionID) },
        Field("subscribed", "Subscribed", .date) { .date($0.subscribed) },
        Field("created", "Created", .date) { .date($0.created) }.column(9),
        Field("reputation", "Reputation", .number, help: "Per cent.") {
            .number($0.reputation)
        },
        Field("allowed_speed", "Allowed speed", .integer) { .integer($0.allowedSpeed) },
    ]

    /// Whole per cent, so that nothing short of the cap counts as all of it.
    private var capUsed: Int? {
        guard let emailCap, let sentThisMonth else { return nil }
        return emailCap > 0 ? sentThisMonth * 100 / emailCap : 100
    }

    private static func rail(
        _ id: FieldID, _ label: String, _ place: any WritableKeyPath<Account, Int?> & Sendable,
        _ range: ClosedRange<Int>, _ share: String
    ) -> Field<Account> {
        Field(id, label, .integer) { .integer($0[keyPath: place]) }.asked(
            number: place, in: range, help: "A launch pauses by itself at this share \(share); empty never.")
    }

    private var stateWord: StateWord? {
        if isActive == false { return StateWord("disabled", .bad) }
        if isVerified == false { return StateWord("unverified", .warning) }
        return isActive == true ? StateWord("active", .good) : nil
    }
}

extension ActionDescription {
    /// Of opens, links or unsubscribes.
    package static func track(_ word: String) -> Self {
        Self(
            "track-\(word)", title: "track \(word)",
            help: "Records \(word) of the mail that the account sends.")
    }

    package static func untrack(_ word: String) -> Self {
        Self(
            "untrack-\(word)", title: "stop tracking \(word)",
            help: "Records no more \(word) of the mail that the account sends.")
    }

    /// A new API key of an account or a campaign.
    package static let newKey = Self(
        "new-key", title: "new API key", help: "Makes a new API key; the old one stops working at once.",
        effect: .irreversible, aliases: ["new-api-key"])
}

extension ResourceKind {
    package static let account: Self = "account"
}
