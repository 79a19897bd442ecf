import ServiceCore

extension PaneDescription {
    /// Mail that came in for bounces and changed nothing.
    package static let bounceReports = PaneDescription(
        BounceReport.self, name: "bounce-reports", title: "Bounce reports",
        columns: ["time", "sender", "why", "outcome", "subject", "recipient"],
        sort: RowOrder("time", ascending: false),
        emptyHint: "mail for bounces that changes nothing appears here", isLog: true)
}
