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
}

extension ServedKind {
    static var isWritable: Bool { true }
    static var own: [any ParsableCommand.Type] { [] }
}

/// The nouns; a new one is an enum and a line here.
enum ServedKinds {
    static let commands: [any ParsableCommand.Type] = [
        KindCommand<AccountNoun>.self, KindCommand<SenderNoun>.self, KindCommand<SendingDomainNoun>.self,
        KindCommand<SMTPUserNoun>.self, KindCommand<TrackingDomainNoun>.self, KindCommand<ContactNoun>.self,
        KindCommand<GroupNoun>.self, KindCommand<FilterNoun>.self, KindCommand<VariableNoun>.self,
        KindCommand<CampaignNoun>.self, KindCommand<BatchNoun>.self, KindCommand<SuppressionNoun>.self,
        KindCommand<EventNoun>.self, KindCommand<WebhookNoun>.self, KindCommand<TemplateNoun>.self,
        KindCommand<AuditNoun>.self,
    ]
}

enum AccountNoun: ServedKind {
    static let kind = ResourceKind.account
    static let abstract = "Customers: who owns senders, users, contacts and campaigns."
    static var own: [any ParsableCommand.Type] { [AddAccountCommand.self] }
}

enum SenderNoun: ServedKind {
    static let kind = ResourceKind.sender
    static let abstract = "Approved senders: addresses that may stand in From."
}

enum SendingDomainNoun: ServedKind {
    static let kind = ResourceKind.sendingDomain
    static let abstract = "Domains that an account may send from."
}

enum SMTPUserNoun: ServedKind {
    static let kind = ResourceKind.smtpUser
    static let abstract = "Submission logins with limits of their own."
}

enum TrackingDomainNoun: ServedKind {
    static let kind = ResourceKind.trackingDomain
    static let abstract = "Domains that opens and clicks are tracked on."
}

enum ContactNoun: ServedKind {
    static let kind = ResourceKind.contact
    static let abstract = "The people that accounts send to."
    static var own: [any ParsableCommand.Type] { [WhyCommand.self] }
}

enum GroupNoun: ServedKind {
    static let kind = ResourceKind.group
    static let abstract = "Named sets of contacts."
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
    static var own: [any ParsableCommand.Type] { [LaunchCommand.self] }
}

enum BatchNoun: ServedKind {
    static let kind = ResourceKind.batch
    static let isWritable = false
    static let abstract = "Submission groups: one eeid, one SMS run."
}

enum SuppressionNoun: ServedKind {
    static let kind = ResourceKind.suppression
    static let abstract = "Addresses that must not be sent to, and why."
}

enum EventNoun: ServedKind {
    static let kind = ResourceKind.event
    static let isWritable = false
    static let abstract = "What happened to messages and people."
}

enum WebhookNoun: ServedKind {
    static let kind = ResourceKind.webhook
    static let abstract = "Endpoints that are told of events."
}

enum TemplateNoun: ServedKind {
    static let kind = ResourceKind.template
    static let abstract = "Messages with placeholders."
}

enum AuditNoun: ServedKind {
    static let kind = ResourceKind.audit
    static let isWritable = false
    static let abstract = "Every edit: who, when, before and after."
}
