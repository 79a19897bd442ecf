/// How much of a message is read; what lies beyond is as if it were not there.
package struct ReportLimits: Sendable {
    /// In bytes; a longer message is not read at all.
    package var message = 10_000_000
    /// Messages and multiparts within one another; what is deeper is not looked into.
    package var depth = 20
    package var parts = 200
    /// Of each head, in bytes.
    package var head = 1 << 18
    package var fields = 500
    /// Of each part that is kept, in bytes.
    package var part = 1 << 18
    /// Of one field's value, in bytes.
    package var value = 2_000
    /// Recipients that one report tells of.
    package var recipients = 100
    /// Asked every few thousand lines; the reading ends where it says so.
    package var isOverdue: @Sendable () -> Bool = { false }

    package init() {}

    /// Ends the reading a second from now.
    package static func oneSecond() -> ReportLimits {
        var limits = ReportLimits()
        let end = ContinuousClock.now + .seconds(1)
        limits.isOverdue = { ContinuousClock.now > end }
        return limits
    }
}
