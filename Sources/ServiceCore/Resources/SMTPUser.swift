package import FoundationEssentials

/// A submission login with its own limits.
package struct SMTPUser: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    package var name: String
    package var password: Secret?
    /// Nil where the platform did not tell, or said a word of its own.
    package var isEnabled: Bool? = true
    /// The platform's own word for a status that is neither on nor off: `Suspended`.
    package var ownStatus: String?
    /// Messages an hour; nil means no limit, unless it is untold.
    package var hourlyLimit: Int?
    /// Messages in all; nil means no limit, unless it is untold.
    package var totalLimit: Int?
    /// Nil where the platform does not tell.
    package var usedThisHour: Int? = 0
    /// Nil where the platform does not tell.
    package var usedInAll: Int? = 0
    package var created: Date?
    package var untold: Set<FieldID> = []
    package var revision = 0

    package init(id: ResourceID, account: String, name: String) {
        self.id = id
        self.account = account
        self.name = name
    }
}

extension SMTPUser {
    package static let kind = ResourceKind.smtpUser
    package static let words = ResourceWords(
        "SMTP user", "SMTP users", about: "Submission logins with limits of their own.", name: "name",
        time: "created")
    package static let keys = [
        ActionKey("b", .enable, .disable, title: "enable/disable", help: "Enables or disables the user."),
        ActionKey("R", .resetPassword, help: "Makes a new password and shows it."),
    ]

    package static let concerns = [
        Concern("state:exhausted", .wrong, "is exhausted", "are exhausted", measure: "total_limit"),
        Concern(
            "state:limited", .warning, "has used up this hour’s limit", "have used up this hour’s limit",
            measure: "hourly_limit"),
    ]

    private static let limits = 1...1_000_000_000

    package static let fields: [Field<SMTPUser>] = [
        Field("name", "Name") { .text($0.name) }.column(0, 10...24),
        Field(
            "state", "State", .state, words: ["enabled", "limited", "exhausted", "disabled"],
            takesOwnWords: true
        ) {
            .state($0.stateWord)
        }.written(\.isEnabled, \.ownStatus) { kept, user in
            switch kept.plainText {
            case "": return false
            case "enabled", "limited", "exhausted": (user.isEnabled, user.ownStatus) = (true, nil)
            case "disabled": (user.isEnabled, user.ownStatus) = (false, nil)
            case let own: (user.isEnabled, user.ownStatus) = (nil, own)
            }
            return true
        }.forgotten { ($0.isEnabled, $0.ownStatus) = (nil, nil) }.column(1, 8...10),
        .number(
            "hourly_limit", "Hourly limit", \.hourlyLimit, in: limits, emptyWord: "none", required: true,
            help: "Messages an hour."
        ).column(2, 8...9, title: "PER HOUR"),
        Field("used_this_hour", "Used this hour", .integer) { .integer($0.usedThisHour) }.column(
            3, 9...9, title: "THIS HOUR"),
        .number(
            "total_limit", "Total limit", \.totalLimit, in: limits, emptyWord: "none", required: true,
            help: "Messages in all."
        ).column(4, 7...10, title: "IN ALL"),
        Field("used", "Used", .integer) { .integer($0.usedInAll) }.column(4, 6...10),
        Field("password", "Password", .secret) { .secret($0.password) }.written(\.password, taking: nil),
        Field("account", "Account") { .text($0.account) }.column(5, 16...36, middle: true),
        Field("created", "Created", .date) { .date($0.created) }.column(8),
    ]

    private var stateWord: StateWord? {
        guard let isEnabled else { return ownStatus.map { StateWord($0, .warning) } }
        if !isEnabled { return StateWord("disabled", .bad) }
        if let totalLimit, let usedInAll, usedInAll >= totalLimit { return StateWord("exhausted", .warning) }
        if let hourlyLimit, let usedThisHour, usedThisHour >= hourlyLimit {
            return StateWord("limited", .warning)
        }
        return StateWord("enabled", .good)
    }
}

extension ActionDescription {
    package static let enable = Self("enable", help: "Lets the user submit messages again.")
    package static let disable = Self("disable", help: "Refuses what the user submits from now on.")
    package static let resetPassword = Self(
        "reset-password", title: "reset password",
        help: "Makes a new password; the old one stops working at once.", effect: .irreversible)
}

extension ResourceKind {
    package static let smtpUser: Self = "smtp-user"
}
