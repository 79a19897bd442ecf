/// What lifting a suppression asks for: what a person wanted is lifted only with a reason.
package enum AllowRule {
    /// Whether a person wanted one of these, or asked to be erased.
    package static func needsReason(_ reasons: [Suppression.Reason]) -> Bool {
        reasons.contains { [.complaint, .unsubscribe, .erased].contains($0) }
    }

    /// The name of the row where a reason is asked for, else nothing.
    package static func confirmation(
        _ reasons: [Suppression.Reason], of row: some Resource
    ) -> Confirmation {
        needsReason(reasons) ? .naming(row) : .none
    }

    /// A form without fields where nothing need be asked.
    package static func form(_ reasons: [Suppression.Reason], address: String) -> FormDescription {
        guard needsReason(reasons) else { return FormDescription(title: "Allow sending", fields: []) }
        let why =
            reasons.contains(.erased)
            ? "is somebody whose data was erased"
            : reasons.contains(.complaint) ? "complained about mail" : "unsubscribed"
        return FormDescription(
            title: "Allow sending to \(address)",
            fields: [
                FormField(
                    "reason", "Reason", isRequired: true,
                    help: "Why it is right to send again; kept in the audit trail.")
            ], notes: ["\(address) \(why)."])
    }

    /// - Throws: `.invalid` on `reason` where one is needed and there is none.
    package static func require(_ reason: String, for reasons: [Suppression.Reason]) throws(ServiceError) {
        guard needsReason(reasons), reason.isEmpty else { return }
        throw ServiceError(
            .invalid, "A reason is missing: the person did not want these messages.",
            hint: "Fill in reason; it is kept in the audit trail.", field: "reason")
    }
}
