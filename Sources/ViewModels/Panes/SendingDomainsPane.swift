import ServiceCore
import Terminal

extension PaneDescription {
    /// Domains that an account may send from.
    package static let sendingDomains = PaneDescription(
        .sendingDomain, name: "sending-domains", title: "Sending domains",
        columns: [
            PaneColumn("domain", "DOMAIN", priority: 0, width: 14...40, middle: true),
            PaneColumn("dkim", "DKIM", priority: 1, width: 9...20),
            PaneColumn("spf", "SPF", priority: 2, width: 9...20),
            PaneColumn("verified", "VERIFIED", priority: 3, width: 8...12),
            PaneColumn("checked", "CHECKED", priority: 5, width: 12...14),
            PaneColumn("account", "ACCOUNT", priority: 4, width: 16...36, middle: true),
        ],
        quickEdits: [QuickEdit("v", ["check"], "check DNS")])
}
