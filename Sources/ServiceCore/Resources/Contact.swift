package import FoundationEssentials

/// A person that an account may send to.
package struct Contact: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    /// The number that DMDS knows the contact by, unique within its account.
    package var numid: Int?
    package var email: String
    package var phone = ""
    package var firstName = ""
    package var lastName = ""
    package var age: Int?
    package var sex: String?
    package var groups: [String] = []
    package var customFields: [String: String] = [:]
    /// Nil where the platform tells nothing of it.
    package var channels: ContactChannels?
    /// What last happened to the record: `Alta` (new) or `Modificacion` (changed since).
    package var operation = ""
    package var invalidSince: Date?
    package var invalidReason = ""
    /// Told to be invalid by a platform that need not say since when.
    package var isMarkedInvalid = false
    package var whitelistedSince: Date?
    /// The platform did not tell whether it is invalid.
    package var isValidityUnknown = false
    /// Told to be on the whitelist by a platform that does not say since when.
    package var isMarkedWhitelisted = false
    /// The platform has a whitelist and was not asked whether the contact is on it.
    package var isWhitelistUnknown = false
    /// The platform was asked and has no whitelist.
    package var hasNoWhitelist = false
    /// `active` or `inactive` as Dyn tells it of a recipient, or another word of its own; nil where unknown.
    package var recipientStatus: String?
    /// Why mail to it is suppressed, nil where it is not.
    package var suppression: Suppression.Reason?
    /// The platform's own words for a suppression whose reason it does not say: `pending removal`.
    package var ownSuppression: String?
    /// Why text messages to its number are suppressed, nil where they are not.
    package var phoneSuppression: Suppression.Reason?
    /// Nil where the platform does not count them.
    package var hardBounces: Int? = 0
    /// Nil where the platform does not count them.
    package var softBounces: Int? = 0
    package var created: Date?
    package var lastEvent: String?
    package var lastEventAt: Date?
    package var untold: Set<FieldID> = []
    /// The platform answers for any address, and told nothing by which it is seen to know this one.
    package var isAnswerAlone = false
    package var revision = 0

    package init(id: ResourceID, account: String, email: String) {
        self.id = id
        self.account = account
        self.email = email
    }
}

extension Contact {
    package var isInvalid: Bool { isMarkedInvalid || invalidSince != nil }
    package var isWhitelisted: Bool { isMarkedWhitelisted || whitelistedSince != nil }
    package var fullName: String { [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ") }

    package static let kind = ResourceKind.contact
    package static let words = ResourceWords(
        "contact", "contacts", about: "The people that accounts send to.", name: "email", else: "phone",
        time: "last_event_at")
    package static let keys = [
        ActionKey("w", .whitelist, .unwhitelist, help: "Puts on or takes off the whitelist."),
        ActionKey("i", .invalidate, .revalidate, help: "Invalidates, or revalidates what is invalid."),
        ActionKey("a", .allow), ActionKey(nil, .activate),
    ]

    /// In years.
    package static let ages = 0...150

    package static let fields: [Field<Contact>] = [
        Field("email", "E-mail") { .text($0.email) }.asked(\.email, .address).column(
            0, 16...40, title: "EMAIL", middle: true),
        Field("name", "Name") { .text($0.fullName) }.column(2, 10...26),
        Field(
            "state", "State", .state, words: ["active", "inactive", "suppressed", "invalid"],
            takesOwnWords: true
        ) { .state($0.stateWord) }.written(\.isMarkedInvalid, \.isValidityUnknown, \.invalidSince) {
            kept, contact in
            guard ["active", "invalid"].contains(kept.plainText) else { return false }
            (contact.isMarkedInvalid, contact.isValidityUnknown) = (kept.plainText == "invalid", false)
            if !contact.isMarkedInvalid { contact.invalidSince = nil }
            return true
        }.forgotten {
            ($0.isMarkedInvalid, $0.isValidityUnknown, $0.invalidSince) = (false, true, nil)
        }.column(1, 8...10),
        Field("whitelisted", "Whitelisted", .flag) {
            if $0.hasNoWhitelist { return .state(StateWord("the platform has no whitelist", .warning)) }
            return $0.isWhitelistUnknown ? .none : .flag($0.isWhitelisted)
        }.written(\.isMarkedWhitelisted, \.isWhitelistUnknown, \.whitelistedSince) { kept, contact in
            guard case .flag(let isOn) = kept else { return false }
            (contact.isMarkedWhitelisted, contact.isWhitelistUnknown) = (isOn, false)
            if !isOn { contact.whitelistedSince = nil }
            return true
        }.forgotten {
            ($0.isMarkedWhitelisted, $0.isWhitelistUnknown, $0.whitelistedSince) = (false, true, nil)
        }.column(3, 9...9, title: "WHITELIST"),
        Field("groups", "Groups", .list) { .list($0.groups) }.written(\.groups).asked(
            .list, help: "Between commas; new ones are named before they are made.",
            show: { $0.groupText }, read: readGroups
        ).column(5, 8...22),
        Field("last_event", "Last event", .state, words: EventKind.allCases.map(\.rawValue)) {
            .text($0.lastEvent)
        }.column(4, 10...13),
        Field("last_event_at", "Last event at", .date) { .date($0.lastEventAt) }.column(6, title: "AT"),
        Field("phone", "Phone") { .text($0.phone) }.asked(
            \.phone, .phone, help: "With country code: +34600123456."
        ).column(8, 10...16),
        .text("first_name", "First name", \.firstName),
        .text("last_name", "Last name", \.lastName),
        .number("age", "Age", \.age, in: ages).column(9, 3...3),
        Field("sex", "Sex") { .text($0.sex) }.written(\.sex).asked(
            .choice(["", "F", "M"]), show: { $0.sex ?? "" }, read: readSex
        ).column(9, 3...3),
        Field("fields", "Fields", .map) { .map($0.customFields) }.written(\.customFields).asked(
            .map, help: "name=value between commas.", show: { $0.fieldText }, read: readFields),
        Field("channels", "Channels", .state, words: ContactChannels.allCases.map(\.rawValue)) {
            .text($0.channels?.rawValue)
        }.asked(
            .choice(ContactChannels.allCases.map(\.rawValue)), help: "By which it may be sent to at all.",
            show: { ($0.channels ?? .both).rawValue }, read: readChannels),
        Field(
            "recipient_status", "Recipient status", .state, words: ["active", "inactive"],
            takesOwnWords: true
        ) { .text($0.recipientStatus) }.written(\.recipientStatus),
        Field(
            "suppression", "Suppressed by", .state, words: Suppression.Reason.allCases.map(\.rawValue),
            takesOwnWords: true
        ) { .text($0.ownSuppression ?? $0.suppression?.rawValue) }.written(\.suppression, \.ownSuppression) {
            kept, contact in
            contact.suppression = Suppression.Reason(rawValue: kept.plainText)
            contact.ownSuppression =
                kept.isEmpty || contact.suppression != nil ? nil : kept.plainText
            return true
        }.column(9, 10...11, title: "SUPPRESSED"),
        Field(
            "phone_suppression", "SMS suppressed by", .state,
            words: Suppression.Reason.allCases.map(\.rawValue)
        ) {
            .text($0.phoneSuppression?.rawValue)
        },
        Field("invalid_since", "Invalid since", .date) { .date($0.invalidSince) },
        Field("invalid_reason", "Invalid because") { .text($0.invalidReason) },
        Field("whitelisted_since", "Whitelisted since", .date) { .date($0.whitelistedSince) },
        Field("hard_bounces", "Hard bounces", .integer) { .integer($0.hardBounces) }.column(
            9, 4...5, title: "HARD"),
        Field("soft_bounces", "Soft bounces", .integer) { .integer($0.softBounces) }.column(
            9, 4...5, title: "SOFT"),
        Field("operation", "Record") { .text(ContactOperation.word($0.operation)) },
        Field("numid", "DMDS number", .integer) { .integer($0.numid) }.column(9, 6...9),
        Field("account", "Account") { .text($0.account) }.column(7, 18...28, middle: true),
        Field("created", "Created", .date) { .date($0.created) }.column(9),
    ]

    private var stateWord: StateWord? {
        if isInvalid { return StateWord("invalid", .bad) }
        if suppression != nil { return StateWord(ownSuppression ?? "suppressed", .warning) }
        switch recipientStatus {
        case "active" where untold.contains("suppression"): return nil
        case "active": return StateWord("active", .good)
        case let other?: return StateWord(other, .warning)
        case nil: return isValidityUnknown ? nil : StateWord("active", .good)
        }
    }
}

extension Row {
    /// Whether its platform answers for any key, and told nothing by which it is seen to know this one.
    package var isAnswerAlone: Bool { (resource as? Contact)?.isAnswerAlone == true }
}

extension ActionDescription {
    package static let whitelist = Self(
        "whitelist", help: "Keeps bounces from making the contact invalid.")
    package static let unwhitelist = Self(
        "unwhitelist", title: "take off the whitelist", help: "Lets bounces make the contact invalid.")
    package static let invalidate = Self(
        "invalidate", help: "Sends nothing more to the contact until it is revalidated.")
    package static let revalidate = Self("revalidate", help: "Allows sending to the contact again.")
    package static let activate = Self(
        "activate", help: "Makes the recipient active again; a suppression stays.")
}

extension ResourceKind {
    package static let contact: Self = "contact"
}
