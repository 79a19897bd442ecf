import Platform
import ServiceCore

/// Recipients and the suppression list (§7).
extension DynCaller {
    private static let suppressionPage = 500

    /// How recipients stand; a single one's values stand beside the list too, where clients look for them.
    func recipientStatus() async throws(ServiceError) -> JSONObject {
        let recipients = try await tenant.recipients(try parameters.addresses()).map(Self.payload)
        var answer = recipients.count == 1 ? recipients[0] : [:]
        answer["recipients"] = recipients
        return answer
    }

    func activateRecipients() async throws(ServiceError) -> DynNothing {
        try await tenant.activateRecipients(try parameters.addresses())
        return DynNothing()
    }

    func listSuppressions() async throws(ServiceError) -> JSONObject {
        let entries = try await tenant.suppressions(
            try suppressionSpan(), from: parameters.start(), limit: Self.suppressionPage)
        return ["suppressions": entries.map(Self.payload)]
    }

    func countSuppressions() async throws(ServiceError) -> JSONObject {
        ["count": try await tenant.suppressionCount(try suppressionSpan())]
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

    private static func payload(_ standing: RecipientStanding) -> JSONObject {
        [
            "emailaddress": standing.address, "status": standing.isActive ? "active" : "inactive",
            "suppressionstatus": standing.isSuppressed ? "suppressed" : "unsuppressed",
        ]
    }

    private static func payload(_ entry: Suppression) -> JSONObject {
        [
            "emailaddress": entry.address, "suppresstime": entry.created.map(DynDate.text) ?? "",
            "reasontype": entry.reason.rawValue, "suppressionid": entry.id.native,
        ]
    }
}
