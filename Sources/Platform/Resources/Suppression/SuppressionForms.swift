import ServiceCore

/// What is asked when sending is allowed again.
enum SuppressionForms {
    /// A complaint or an unsubscribe is lifted only with a reason, which the audit trail keeps.
    static func reason(_ reason: Suppression.Reason?) -> FormDescription {
        let isNeeded = ContactKind.asksReason(reason)
        return FormDescription(
            title: "Allow sending again",
            fields: isNeeded
                ? [FormField("reason", "Reason", isRequired: true, help: "Kept in the audit trail.")] : [],
            notes: isNeeded ? ["The person asked for no more mail (\(reason?.rawValue ?? ""))."] : [])
    }

    static let missingReason = ServiceError(
        .refused, "Lifting a complaint or an unsubscribe wants a reason.",
        hint: "Write reason=TEXT: how the person agreed.", field: "reason")
}
