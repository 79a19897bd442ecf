import ServiceCore

/// The verbs that platforms of today offer per kind, for `--help`; what a connection really has is asked of it.
enum KindVerbs {
    static func of(_ kind: ResourceKind) -> [String] { table[kind] ?? [] }

    private static let table: [ResourceKind: [String]] = [
        .account: [
            "new-key", "track-links", "track-opens", "track-unsubscribes", "untrack-links", "untrack-opens",
            "untrack-unsubscribes",
        ],
        .sender: ["check", "seed", "unseed"],
        .sendingDomain: ["check", "verify"],
        .smtpUser: ["disable", "enable", "reset-password"],
        .trackingDomain: ["check"],
        .contact: ["activate", "allow", "invalidate", "revalidate", "unwhitelist", "whitelist"],
        .campaign: ["abort", "launch", "new-key", "pause", "resume", "test"],
        .suppression: ["allow"],
        .batch: ["archived-text"],
        .event: ["archived-text"],
        .webhook: ["replay", "reset-key"],
    ]
}
