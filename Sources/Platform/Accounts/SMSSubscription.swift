package import FoundationEssentials

/// The credits of text messages that an account has left.
package struct SMSSubscription: Sendable, Hashable {
    /// A UUID.
    package let id: String
    package let credits: Int
    package let created: Date
}
