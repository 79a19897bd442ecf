package import Platform

/// The dialects that the server speaks; a further one is its folder and its line here.
package enum DialectRegistry {
    package static func all(_ host: DialectHost) -> [any Dialect] {
        [
            DynDialect(host),
            SendCleanDialect(host),
            DMDSDialect(host),
            SMSDropDialect(host),
            ReceiptDialect(host),
        ]
    }
}

/// What a dialect works on.
package struct DialectHost: Sendable {
    package let platform: EmbeddedPlatform
    /// Slows down whoever guesses.
    package let throttle: LoginThrottle
}
