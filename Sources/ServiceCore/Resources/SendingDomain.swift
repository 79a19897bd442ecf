package import FoundationEssentials

/// A domain that an account may send from, once its records are right and it is verified.
package struct SendingDomain: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    package var domain: String
    package var dkimState = DNSState.unchecked
    package var spfState = DNSState.unchecked
    package var dkimSelector = ""
    package var dkimValue = ""
    /// To which failures of its messages come back; empty where they go as the platform says.
    package var bounceDomain = ""
    /// Nil where the platform did not tell.
    package var isVerified: Bool? = false
    package var created: Date?
    package var checked: Date?
    package var untold: Set<FieldID> = []
    package var revision = 0

    package init(id: ResourceID, account: String, domain: String) {
        self.id = id
        self.account = account
        self.domain = domain
    }
}

extension SendingDomain {
    package static let kind = ResourceKind.sendingDomain
    package static let words = ResourceWords(
        "sending domain", "sending domains", about: "Domains that an account may send from.", name: "domain",
        time: "created")
    package static let keys = [ActionKey("v", .check), ActionKey(nil, .verify)]

    package static let concerns = Concern.ofRecords("records", unchecked: "created")

    package static let fields: [Field<SendingDomain>] = [
        Field("domain", "Domain") { .text($0.domain) }.asked(\.domain, .domain, required: true).column(
            0, 14...40, middle: true),
        Field("dkim", "DKIM", .state, words: DNSState.words) { .state($0.dkimState.word) }.column(1, 9...20),
        Field("spf", "SPF", .state, words: DNSState.words) { .state($0.spfState.word) }.column(2, 9...20),
        Field("records", "Records", .state, words: DNSState.words) {
            .state($0.dkimState.worse($0.spfState).word)
        }.derived(),
        Field("verified", "Verified", .state, words: ["verified", "not verified"]) {
            .state(
                $0.isVerified.map { $0 ? StateWord("verified", .good) : StateWord("not verified", .warning) })
        }.column(3, 8...12),
        Field("dkim_selector", "DKIM selector") { .text($0.dkimSelector) },
        Field("dkim_value", "DKIM value", .longText) { .text($0.dkimValue) },
        Field("bounce_domain", "Bounce domain") { .text($0.bounceDomain) }.asked(
            \.bounceDomain, .domain, help: "Where failures come back to; empty for the platform's own."),
        Field("checked", "Checked", .date) { .date($0.checked) }.column(5),
        Field("account", "Account") { .text($0.account) }.column(4, 16...36, middle: true),
        Field("created", "Created", .date) { .date($0.created) },
    ]
}

extension ActionDescription {
    package static let verify = Self(
        "verify", help: "Sends a code to a mailbox of the domain, or takes the code.",
        effect: .irreversible)
}

extension ResourceKind {
    package static let sendingDomain: Self = "sending-domain"
}
