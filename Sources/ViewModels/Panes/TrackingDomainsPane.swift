import ServiceCore
import Terminal

extension PaneDescription {
    /// Domains that lead opens and clicks here.
    package static let trackingDomains = PaneDescription(
        .trackingDomain, name: "tracking-domains", title: "Tracking", number: 4,
        columns: [
            PaneColumn("domain", "DOMAIN", priority: 0, width: 14...40, middle: true),
            PaneColumn("cname", "CNAME", priority: 1, width: 9...20),
            PaneColumn("tracking", "TRACKING", priority: 2, width: 8...9),
            PaneColumn("cname_target", "TARGET", priority: 5, width: 10...30, middle: true),
            PaneColumn("checked", "CHECKED", priority: 4, width: 12...14),
            PaneColumn("account", "ACCOUNT", priority: 3, width: 16...30, middle: true),
            PaneColumn("created", "CREATED", priority: 6, width: 12...14),
        ],
        quickEdits: [QuickEdit("v", ["check"], "check CNAME")])
}
