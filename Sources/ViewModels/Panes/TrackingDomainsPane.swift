import ServiceCore

extension PaneDescription {
    /// Domains that lead opens and clicks here.
    package static let trackingDomains = PaneDescription(
        TrackingDomain.self, name: "tracking-domains", title: "Tracking", number: 4,
        columns: ["domain", "cname", "tracking", "cname_target", "checked", "account", "created"])
}
