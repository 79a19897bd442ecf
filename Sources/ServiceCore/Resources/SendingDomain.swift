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
    /// Nil where the platform did not tell.
    package var isVerified: Bool? = false
    package var created: Date?
    package var checked: Date?
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
        "sending domain", "sending domains", name: "domain", time: "created")

    package static let fields: [Field<SendingDomain>] = [
        Field("domain", "Domain") { .text($0.domain) },
        Field("dkim", "DKIM", .state, words: DNSState.words) { .state($0.dkimState.word) },
        Field("spf", "SPF", .state, words: DNSState.words) { .state($0.spfState.word) },
        Field("verified", "Verified", .state, words: ["verified", "not verified"]) {
            .state(
                $0.isVerified.map { $0 ? StateWord("verified", .good) : StateWord("not verified", .warning) })
        },
        Field("dkim_selector", "DKIM selector") { .text($0.dkimSelector) },
        Field("dkim_value", "DKIM value", .longText) { .text($0.dkimValue) },
        Field("checked", "Checked", .date) { .date($0.checked) },
        Field("account", "Account") { .text($0.account) },
        Field("created", "Created", .date) { .date($0.created) },
    ]
}
