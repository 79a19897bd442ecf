import ServiceCore

/// Lifting a suppression; what a person wanted is lifted only with a reason (KEYS §2).
struct DynAllowRule: Sendable {
    let client: DynClient

    static func confirmation(_ reason: Suppression.Reason, _ address: String) -> Confirmation {
        needsReason(reason) ? .name(address) : .none
    }

    /// A form without fields where nothing need be asked.
    static func form(_ reason: Suppression.Reason, _ address: String) -> FormDescription {
        guard needsReason(reason) else { return FormDescription(title: "Allow sending", fields: []) }
        let why = reason == .complaint ? "complained about mail" : "unsubscribed"
        return FormDescription(
            title: "Allow sending to \(address)",
            fields: [
                FormField(
                    "reason", "Reason", isRequired: true,
                    help: "Why it is right to send again; kept in the audit trail.")
            ], notes: ["\(address) \(why)."])
    }

    /// One call for all of them; the entry's time and reason are gone then, so there is no undo.
    func lift(_ ids: [ResourceID], _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        // A form that asked for a reason has the field, filled or not.
        if values["reason"] != nil {
            _ = try values.requiredLine("reason", "The reason to write to who did not want it")
        }
        let addresses = ids.map(\.native)
        try await LostAnswer.settle(
            { () async throws(ServiceError) in try await client.liftSuppressions(addresses) },
            byLooking: { () async throws(ServiceError) in
                try await client.recipients(addresses).contains(where: \.isSuppressed) ? nil : ()
            })
        return EditOutcome("sending to \(ids.subject("address")) is allowed again")
    }

    private static func needsReason(_ reason: Suppression.Reason) -> Bool {
        reason == .complaint || reason == .unsubscribe
    }
}
