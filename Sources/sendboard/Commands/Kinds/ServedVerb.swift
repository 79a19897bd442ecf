/// A verb that platforms of today offer for rows of some kind: an action by the name that the board knows it by.
///
/// What a connection really has is asked of it; these make a command of each for help and completion.
protocol ServedVerb: Sendable {
    static var name: String { get }
    /// What `--help` says of it.
    static var abstract: String { get }
    /// What it was called before, or is called where the key is explained.
    static var aliases: [String] { get }
}

extension ServedVerb {
    static var aliases: [String] { [] }
}

/// The verbs; a new one is an enum here and its name in the lists of its nouns.
enum Verb {
    enum Abort: ServedVerb {
        static let name = "abort"
        static let abstract = "Cancels for good what has not been handed over."
    }

    enum Activate: ServedVerb {
        static let name = "activate"
        static let abstract = "Makes the recipient active again; a suppression stays."
    }

    enum Allow: ServedVerb {
        static let name = "allow"
        static let abstract = "Allows sending to the address again."
        static let aliases = ["allow-sending"]
    }

    enum ArchivedText: ServedVerb {
        static let name = "archived-text"
        static let abstract = "Reads the message as it went out."
    }

    enum Check: ServedVerb {
        static let name = "check"
        static let abstract = "Looks the DNS records up now."
        static let aliases = ["check-dns", "check-cname"]
    }

    enum Disable: ServedVerb {
        static let name = "disable"
        static let abstract = "Lets the user submit no more."
    }

    enum Enable: ServedVerb {
        static let name = "enable"
        static let abstract = "Lets the user submit again."
    }

    enum Invalidate: ServedVerb {
        static let name = "invalidate"
        static let abstract = "Marks the address as one that cannot be sent to."
    }

    enum Launch: ServedVerb {
        static let name = "launch"
        static let abstract = "Launches a campaign, or again what had not started."
    }

    enum NewKey: ServedVerb {
        static let name = "new-key"
        static let abstract = "Makes a new key and shows it; the old one stops working."
        static let aliases = ["new-api-key"]
    }

    enum Pause: ServedVerb {
        static let name = "pause"
        static let abstract = "Holds what has not been handed over."
    }

    enum Replay: ServedVerb {
        static let name = "replay"
        static let abstract = "Tells the endpoint again what it did not take."
    }

    enum ResetKey: ServedVerb {
        static let name = "reset-key"
        static let abstract = "Makes a new signing key and shows it."
        static let aliases = ["new-key"]
    }

    enum ResetPassword: ServedVerb {
        static let name = "reset-password"
        static let abstract = "Makes a new password and shows it."
    }

    enum Restore: ServedVerb {
        static let name = "restore"
        static let abstract = "Puts back what was deleted, as long as it is kept."
    }

    enum Resume: ServedVerb {
        static let name = "resume"
        static let abstract = "Goes on with a paused launch."
    }

    enum Revalidate: ServedVerb {
        static let name = "revalidate"
        static let abstract = "Takes back that the address cannot be sent to."
    }

    enum Seed: ServedVerb {
        static let name = "seed"
        static let abstract = "Opts the sender in to seeding."
    }

    enum Test: ServedVerb {
        static let name = "test"
        static let abstract = "Sends one message of the campaign to an address."
        static let aliases = ["send-test"]
    }

    enum TrackLinks: ServedVerb {
        static let name = "track-links"
        static let abstract = "Tracks links."
    }

    enum TrackOpens: ServedVerb {
        static let name = "track-opens"
        static let abstract = "Tracks opens."
    }

    enum TrackUnsubscribes: ServedVerb {
        static let name = "track-unsubscribes"
        static let abstract = "Tracks unsubscribes."
    }

    enum Unseed: ServedVerb {
        static let name = "unseed"
        static let abstract = "Opts the sender out of seeding."
    }

    enum UntrackLinks: ServedVerb {
        static let name = "untrack-links"
        static let abstract = "Stops tracking links."
    }

    enum UntrackOpens: ServedVerb {
        static let name = "untrack-opens"
        static let abstract = "Stops tracking opens."
    }

    enum UntrackUnsubscribes: ServedVerb {
        static let name = "untrack-unsubscribes"
        static let abstract = "Stops tracking unsubscribes."
    }

    enum Unwhitelist: ServedVerb {
        static let name = "unwhitelist"
        static let abstract = "Takes off the whitelist."
    }

    enum Verify: ServedVerb {
        static let name = "verify"
        static let abstract = "Sends a code to a mailbox of the domain, or takes the code."
    }

    enum Whitelist: ServedVerb {
        static let name = "whitelist"
        static let abstract = "Puts on the whitelist."
    }
}
