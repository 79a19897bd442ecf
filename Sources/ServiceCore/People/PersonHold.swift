package import FoundationEssentials

/// A person whose rows nobody deletes or erases until it is released.
package struct PersonHold: Sendable, Equatable {
    package let address: String
    package let reason: String
    package let who: String
    package let since: Date
    /// Nil while it stands.
    package var release: Release?

    package struct Release: Sendable, Equatable {
        package let time: Date
        package let who: String
        package let why: String

        package init(time: Date, who: String, why: String) {
            (self.time, self.who, self.why) = (time, who, why)
        }
    }

    package init(address: String, reason: String, who: String, since: Date) {
        (self.address, self.reason, self.who, self.since) = (address, reason, who, since)
    }

    package var stands: Bool { release == nil }

    /// `held by kim@console since 2026-12-01T08:00:00Z: a lawsuit`
    package var words: DatedText { "held by \(who) since \(since): \(reason)" }

    /// - Parameter deed: what was wanted, as a participle: `erased`.
    package func refusal(of deed: String) -> ServiceError {
        ServiceError(
            .refused, "\(address) cannot be \(deed): \(words.plainText).",
            hint: "Whoever may decide that releases it: sendboard person release \(address).")
    }
}
