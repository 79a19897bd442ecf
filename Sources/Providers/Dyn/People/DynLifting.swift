import ServiceCore

/// Lifts suppressions at Dyn; what must be asked first says `AllowRule`.
struct DynLifting: Sendable {
    let client: DynClient

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
}
