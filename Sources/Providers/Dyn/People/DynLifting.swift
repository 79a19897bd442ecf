import ServiceCore

/// Lifts suppressions at Dyn; what must be asked first says `AllowRule`.
struct DynLifting: Sendable {
    let client: DynClient

    /// One call for all of them; the entry's time and reason are gone then, so there is no undo.
    func lift(_ ids: [ResourceID], _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        // A form that asked for a reason has the field, filled or not.
        if values["reason"] != nil {
            _ = try values.requiredLine("reason", "The reason to write to who did not want it", nil)
        }
        return try await lift(ids, told: "\(ids.subject("address")) taken off the suppression list")
    }

    func lift(_ ids: [ResourceID], told message: String) async throws(ServiceError) -> EditOutcome {
        let addresses = ids.map(\.native)
        let settling = Settling(on: "Dyn", ids) { () async throws(ServiceError) in
            try await client.recipients(addresses).allSatisfy { $0.isSuppressed == false }
                ? .done(()) : .notShown
        } outcome: { _ async throws(ServiceError) in
            EditOutcome(
                message, finality: "Dyn keeps neither the time nor the reason of an entry",
                gone: addresses.map { client.id(.suppression, $0) })
        }
        return try await settling.outcome { () async throws(ServiceError) in
            try await client.liftSuppressions(addresses)
        }
    }
}
