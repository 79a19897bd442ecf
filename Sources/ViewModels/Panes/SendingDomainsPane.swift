import ServiceCore

extension PaneDescription {
    /// Domains that an account may send from.
    package static let sendingDomains = PaneDescription(
        SendingDomain.self, name: "sending-domains", title: "Sending domains",
        columns: ["domain", "dkim", "spf", "verified", "checked", "account"])
}
