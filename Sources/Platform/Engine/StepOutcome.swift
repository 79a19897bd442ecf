package import FoundationEssentials

/// What one transaction of the engine took and found.
package struct StepOutcome: Sendable {
    /// Claimed, and committed as such: to be handed over now.
    package var messages: [OutgoingMessage] = []
    /// The hour bucket in which each has its place.
    var hours: [Int64: Int] = [:]
    /// Whether another step would find something to do at once.
    package var hasMore = false
    /// When the next thing is due by itself.
    package var nextDue: Date?
}
