import Platform
import ServiceCore

extension DynCaller {
    private static let suppressionPage = 500

    func listSuppressions() async throws(ServiceError) -> DynSuppressionList {
        let entries = try await tenant.suppressions(
            try suppressionSpan(), from: parameters.start(), limit: Self.suppressionPage)
        return DynSuppressionList(suppressions: entries.map { DynSuppression($0) })
    }

    func countSuppressions() async throws(ServiceError) -> DynCount {
        DynCount(count: try await tenant.suppressionCount(try suppressionSpan()))
    }

    func suppress() async throws(ServiceError) -> DynNothing {
        try await tenant.suppress(try parameters.addresses())
        return DynNothing()
    }

    func liftSuppressions() async throws(ServiceError) -> DynNothing {
        try await tenant.liftSuppressions(of: try parameters.addresses(), because: "activated through Dyn")
        return DynNothing()
    }

    /// Without dates everything.
    private func suppressionSpan() throws(ServiceError) -> TimeSpan {
        TimeSpan(
            start: try parameters.date("startdate", "starttime"),
            end: try parameters.date("enddate", "endtime"))
    }
}

struct DynSuppressionList: Encodable, Sendable {
    let suppressions: [DynSuppression]
}

/// An entry of the suppression list as Dyn writes it (§7).
struct DynSuppression: Encodable, Sendable {
    let emailaddress: String
    let suppresstime: String
    let reasontype: String
    let suppressionid: String

    init(_ entry: Suppression) {
        emailaddress = entry.address
        suppresstime = entry.created.map(DynDate.text) ?? ""
        reasontype = entry.reason.rawValue
        suppressionid = entry.id.native
    }
}
