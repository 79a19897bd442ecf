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
    package static let words = ResourceWords("SMTP user", "SMTP users", name: "name", time: "created")

    package static let fields: [Field<SMTPUser>] = [
        Field("name", "Name") { .text($0.name) },
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
        }.forgotten { ($0.isEnabled, $0.ownStatus) = (nil, nil) },
        Field("hourly_limit", "Hourly limit", .integer, emptyWord: "none") { .integer($0.hourlyLimit) }
            .written(\.hourlyLimit),
        Field("used_this_hour", "Used this hour", .integer) { .integer($0.usedThisHour) },
        Field("total_limit", "Total limit", .integer, emptyWord: "none") { .integer($0.totalLimit) }.written(
            \.totalLimit),
        Field("used", "Used", .integer) { .integer($0.usedInAll) },
        Field("password", "Password", .secret) { .secret($0.password) }.written(\.password, taking: nil),
        Field("account", "Account") { .text($0.account) },
        Field("created", "Created", .date) { .date($0.created) },
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
