package import Platform

/// What a dialect works on.
package struct DialectHost: Sendable {
    package let platform: EmbeddedPlatform
    /// Slows down whoever guesses.
    package let throttle: LoginThrottle

    package init(platform: EmbeddedPlatform, throttle: LoginThrottle) {
        self.platform = platform
        self.throttle = throttle
    }
}
