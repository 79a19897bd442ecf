import FoundationEssentials

/// What messages are sent by, as it stands now: the account, and the SMTP user whose limits count.
struct SendWay: Sendable, Hashable {
    /// What holds everything that the platform sends.
    var engine: EngineHold?
    var account = Account()
    /// Nil where it counts for no user's limits.
    var user: User?
    /// Whether a user was named that there is no more.
    var isUserGone = false
    /// What is to be paid; nil for e-mail, and for what is paid for already.
    var credits: Credits?

    struct Account: Sendable, Hashable {
        var isActive = true
        var isVerified = true
        /// How many e-mails it may still send this month; nil without a cap, and for text messages.
        var capLeft: Int?
        var nextMonth = Date.distantFuture

        var isCapReached: Bool { capLeft.map { $0 <= 0 } ?? false }
    }

    struct Credits: Sendable, Hashable {
        var needed: Int
        var left: Int
    }

    struct User: Sendable, Hashable {
        var name: String
        var isEnabled = true
        /// The highest hour seen, which is the one in force.
        var hour = 0
        var hourlyLimit: Int?
        var totalLimit: Int?
        /// Used and reserved, in that hour and in all.
        var inHour = 0
        var inAll = 0

        var isExhausted: Bool { totalLeft.map { $0 <= 0 } ?? false }
        var isHourFull: Bool { hourlyLimit.map { inHour >= $0 } ?? false }
        var totalLeft: Int? { totalLimit.map { max(0, $0 - inAll) } }
        var nextHour: Date { Date(hourNumber: hour + 1) }
    }
}
