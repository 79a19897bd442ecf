package import FoundationEssentials

/// A domain whose CNAME leads opens and clicks to the platform.
package struct TrackingDomain: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    package var domain: String
    package var cnameState = DNSState.unchecked
    /// Where the CNAME should lead.
    package var cnameTarget = ""
    /// Nil where the platform did not tell.
    package var isTracking: Bool? = false
    package var created: Date?
    package var checked: Date?
    package var revision = 0

    package init(id: ResourceID, account: String, domain: String) {
        self.id = id
        self.account = account
        self.domain = domain
    }
}

extension TrackingDomain {
    package static let kind = ResourceKind.trackingDomain
    package static let words = ResourceWords(
        "tracking domain", "tracking domains", about: "Domains that opens and clicks are tracked on.",
        name: "domain", time: "created")
    package static let keys = [ActionKey("v", .check, title: "check CNAME")]

    package static let concerns = Concern.ofRecords("cname", unchecked: "created")

    package static let fields: [Field<TrackingDomain>] = [
        Field("domain", "Domain") { .text($0.domain) }.asked(\.domain, .domain, required: true).column(
            0, 14...40, middle: true),
        Field("cname", "CNAME", .state, words: DNSState.words) { .state($0.cnameState.word) }.column(
            1, 9...20),
        Field("cname_target", "CNAME target") { .text($0.cnameTarget) }.column(
            5, 10...30, title: "TARGET", middle: true),
        Field("tracking", "Tracking", .state, words: ["valid", "not valid"]) {
            .state($0.isTracking.map { $0 ? StateWord("valid", .good) : StateWord("not valid", .warning) })
        }.column(2, 8...9),
        Field("checked", "Checked", .date) { .date($0.checked) }.column(4),
        Field("account", "Account") { .text($0.account) }.column(3, 16...30, middle: true),
        Field("created", "Created", .date) { .date($0.created) }.column(6),
    ]
}

extension ResourceKind {
    package static let trackingDomain: Self = "tracking-domain"
}
