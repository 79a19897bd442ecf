import ArgumentParser
import ServiceCore

/// A noun of the command line; the commands of all nouns are the same generic ones.
protocol ServedKind: Sendable {
    static var kind: ResourceKind { get }
    /// What `--help` says of it.
    static var abstract: String { get }
    /// Whether rows are made, changed and deleted by people; else they come of other deeds and are only read.
    static var isWritable: Bool { get }
    /// Commands that this noun alone has.
    static var own: [any ParsableCommand.Type] { get }
    /// What can be done with its rows besides, in the order of help.
    static var verbs: [any ServedVerb.Type] { get }
}

extension ServedKind {
    static var isWritable: Bool { true }
    static var own: [any ParsableCommand.Type] { [] }
    static var verbs: [any ServedVerb.Type] { [] }
}

/// The nouns; a new one is an enum and a line here.
enum ServedKinds {
    static let nouns: [any ServedKind.Type] = [
        AccountNoun.self, SenderNoun.self, SendingDomainNoun.self, SMTPUserNoun.self, TrackingDomainNoun.self,
        ContactNoun.self, GroupNoun.self, FilterNoun.self, VariableNoun.self, CampaignNoun.self,
        BatchNoun.self,
        SuppressionNoun.self, EventNoun.self, WebhookNoun.self, TemplateNoun.self, AuditNoun.self,
    ]

    static var commands: [any ParsableCommand.Type] { nouns.map { command($0) } }

    private static func command<Noun: ServedKind>(_ noun: Noun.Type) -> any ParsableCommand.Type {
        KindCommand<Noun>.self
    }
}

enum AccountNoun: ServedKind {
    static let kind = ResourceKind.account
    static let abstract = "Customers: who owns senders, users, contacts and campaigns."
    static var own: [any ParsableCommand.Type] { [AddAccountCommand.self] }
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.TrackOpens.self, Verb.TrackLinks.self, Verb.TrackUnsubscribes.self, Verb.UntrackOpens.self,
            Verb.UntrackLinks.self, Verb.UntrackUnsubscribes.self, Verb.NewKey.self,
        ]
    }
}

enum SenderNoun: ServedKind {
    static let kind = ResourceKind.sender
    static let abstract = "Approved senders: addresses that may stand in From."
    static var own: [any ParsableCommand.Type] { [MessageCommand<Self>.self] }
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.Seed.self, Verb.Unseed.self, Verb.Check.self,
        ]
    }
}

enum SendingDomainNoun: ServedKind {
    static let kind = ResourceKind.sendingDomain
    static let abstract = "Domains that an account may send from."
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.Check.self, Verb.Verify.self,
        ]
    }
}

enum SMTPUserNoun: ServedKind {
    static let kind = ResourceKind.smtpUser
    static let abstract = "Submission logins with limits of their own."
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.Enable.self, Verb.Disable.self, Verb.ResetPassword.self,
        ]
    }
}

enum TrackingDomainNoun: ServedKind {
    static let kind = ResourceKind.trackingDomain
    static let abstract = "Domains that opens and clicks are tracked on."
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.Check.self
        ]
    }
}

enum ContactNoun: ServedKind {
    static let kind = ResourceKind.contact
    static let abstract = "The people that accounts send to."
    static var own: [any ParsableCommand.Type] { [WhyCommand.self, MessageCommand<Self>.self] }
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.Whitelist.self, Verb.Unwhitelist.self, Verb.Invalidate.self, Verb.Revalidate.self,
            Verb.Allow.self, Verb.Activate.self,
        ]
    }
}

enum GroupNoun: ServedKind {
    static let kind = ResourceKind.group
    static let abstract = "Named sets of contacts."
    static var own: [any ParsableCommand.Type] { [MessageCommand<Self>.self] }
}

enum FilterNoun: ServedKind {
    static let kind = ResourceKind.filter
    static let abstract = "Saved searches over contacts."
}

enum VariableNoun: ServedKind {
    static let kind = ResourceKind.variable
    static let abstract = "Values that every message of an account may refer to."
}

enum CampaignNoun: ServedKind {
    static let kind = ResourceKind.campaign
    static let abstract = "What is sent to many at once: e-mail or SMS."
    static var own: [any ParsableCommand.Type] { [LaunchCommand.self, MessageCommand<Self>.self] }
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.Launch.self, Verb.Test.self, Verb.Pause.self, Verb.Resume.self, Verb.Abort.self,
            Verb.NewKey.self,
        ]
    }
}

enum BatchNoun: ServedKind {
    static let kind = ResourceKind.batch
    static let isWritable = false
    static let abstract = "Submission groups: one eeid, one SMS run."
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.ArchivedText.self
        ]
    }
}

enum SuppressionNoun: ServedKind {
    static let kind = ResourceKind.suppression
    static let abstract = "Addresses that must not be sent to, and why."
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.Allow.self
        ]
    }
}

enum EventNoun: ServedKind {
    static let kind = ResourceKind.event
    static let isWritable = false
    static let abstract = "What happened to messages and people."
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.ArchivedText.self
        ]
    }
}

enum WebhookNoun: ServedKind {
    static let kind = ResourceKind.webhook
    static let abstract = "Endpoints that are told of events."
    static var verbs: [any ServedVerb.Type] {
        [
            Verb.ResetKey.self, Verb.Replay.self,
        ]
    }
}

enum TemplateNoun: ServedKind {
    static let kind = ResourceKind.template
    static let abstract = "Messages with placeholders."
}

enum AuditNoun: ServedKind {
    static let kind = ResourceKind.audit
    static let isWritable = false
    static let abstract = "Every edit: who, when, before and after."
    static var verbs: [any ServedVerb.Type] { [Verb.Restore.self] }
}
