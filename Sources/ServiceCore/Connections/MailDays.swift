/// What the messages of one account came to, day by day.
package struct MailDays: Sendable, Equatable {
    package typealias Ask = @Sendable () async throws(ServiceError) -> [MailDays]

    /// Its user name.
    package let account: String
    /// Days of UTC that follow one another, the oldest first; the last one is not over.
    package let days: [Day]

    package init(account: String, days: [Day]) {
        (self.account, self.days) = (account, days)
    }

    package struct Day: Sendable, Equatable {
        /// Handed over, and taken or refused.
        package var sent = 0
        /// Come back after they were taken, softly ones too.
        package var bounces = 0
        package var complaints = 0

        package init(sent: Int = 0, bounces: Int = 0, complaints: Int = 0) {
            (self.sent, self.bounces, self.complaints) = (sent, bounces, complaints)
        }

        static func + (one: Day, other: Day) -> Day {
            Day(
                sent: one.sent + other.sent, bounces: one.bounces + other.bounces,
                complaints: one.complaints + other.complaints)
        }
    }
}
