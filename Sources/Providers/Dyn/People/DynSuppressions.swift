import FoundationEssentials
import ServiceCore

/// What can be done with the suppressions of the key's account.
struct DynSuppressions: Sendable {
    let client: DynClient
    let now: @Sendable () -> Date

    func operations() -> ResourceOperations<Suppression> {
        let whole = Listing.gathered(
            sort: RowOrder("created", ascending: false),
            Gathering(
                narrowedBy: ["created"],
                total: { filter async throws(ServiceError) in
                    try await count(filter)
                },
                pages: { filter, take async throws(ServiceError) in
                    try await client.suppressions(range(filter), isWhole: filter.isEmpty, take: take)
                }))
        return ResourceOperations(
            list: Listing(
                sortable: whole.sortable, gathering: whole.gathering,
                count: { filter async throws(ServiceError) in
                    // What is narrowed by dates alone Dyn counts itself.
                    guard filter.isWithin(["created"]) else { return try await whole.count?(filter) ?? 0 }
                    if let count = try await count(filter) { return count }
                    return try await whole.count?(filter) ?? 0
                },
                page: whole.page),
            find: { address async throws(ServiceError) in try await find(address) },
            create: creation, actions: [allowing])
    }

    /// Nil where Dyn does not count.
    private func count(_ filter: Filter) async throws(ServiceError) -> Int? {
        try await ifOffered(try await client.suppressionCount(range(filter)))
    }

    /// What the list says of an address that is known to be on it; nil where there is no list, too.
    func entry(_ address: String) async throws(ServiceError) -> Suppression? {
        let found = try await ifOffered(try await find(address))
        return found ?? nil
    }

    /// Reads no page beyond the one that has it.
    func find(_ address: String) async throws(ServiceError) -> Suppression? {
        let wanted = MailAddress.key(of: address)
        let isIt: (Suppression) -> Bool = { MailAddress.key(of: $0.address) == wanted }
        var found: Suppression?
        try await client.suppressions(range(.all)) { page in
            found = page.first(where: isIt)
            return found == nil
        }
        return found
    }

    /// Without dates in the filter everything: written out, because the pages call both dates required.
    private func range(_ filter: Filter) -> DynRange {
        filter.range("created", default: DynRange(start: Self.beginning, end: now() + 86400))
    }

    /// 2000-01-01, before there was a service.
    private static let beginning = Date(timeIntervalSince1970: 946_684_800)

    private var allowing: ResourceAction<Suppression> {
        ResourceAction(
            .allow,
            help: "Takes the address off the suppression list; bounces and complaints are still counted.",
            effect: .irreversible,
            confirmation: { AllowRule.confirmation([$0.reason], of: $0) },
            form: { entry in AllowRule.form([entry.reason], address: entry.address) },
            perform: { ids, values async throws(ServiceError) in
                try await DynLifting(client: client).lift(ids, values)
            })
    }

    private var creation: Submission<Suppression> {
        Submission(
            form: { _ in
                FormDescription(
                    title: "New suppression",
                    fields: [
                        FormField(
                            "address", "Address", .list, isRequired: true,
                            help: "One address, or several with commas between.")
                    ])
            },
            submit: { _, values async throws(ServiceError) in
                _ = try values.required("address", "The address")
                return try await suppress(try values.addresses("address"))
            })
    }

    private func suppress(_ addresses: [String]) async throws(ServiceError) -> EditOutcome {
        // Asked before, so that undo lifts no entry that was there already.
        let fresh = try await unsuppressed(addresses)
        let ids = addresses.map { client.id(.suppression, $0) }
        let settling = Settling(on: "Dyn", ids) { () async throws(ServiceError) in
            try await client.recipients(addresses).allSatisfy { $0.isSuppressed == true }
                ? .done(()) : .notShown
        } outcome: { _ in
            fresh.map { told(ids, $0.map { client.id(.suppression, $0) }) } ?? toldUnsure(ids)
        }
        return try await settling.outcome { () async throws(ServiceError) in
            try await client.suppress(addresses)
        }
    }

    /// Those of the addresses that are not suppressed, by their status or else by the list; nil where neither tells.
    private func unsuppressed(_ addresses: [String]) async throws(ServiceError) -> [String]? {
        // By what was written here, too: who was lifted just now is told as suppressed for a while.
        let recipients = try await client.recipients(addresses).map(client.known)
        var fresh: [String] = []
        for address in addresses {
            let key = MailAddress.key(of: address)
            var isSuppressed = recipients.first { MailAddress.key(of: $0.address) == key }?.isSuppressed
            if isSuppressed == nil {
                isSuppressed = try await ifOffered(try await find(address) != nil)
            }
            guard let isSuppressed else { return nil }
            if !isSuppressed { fresh.append(address) }
        }
        return fresh
    }

    /// Whether they were suppressed before, nobody knows.
    private func toldUnsure(_ ids: [ResourceID]) -> EditOutcome {
        EditOutcome(
            "\(ids.subject("address")) suppressed", rows: ids.map { Row(client.freshSuppression($0)) },
            finality: "Dyn had not told what it was before")
    }

    private func told(_ ids: [ResourceID], _ fresh: [ResourceID]) -> EditOutcome {
        let subject = ids.subject("address")
        guard !fresh.isEmpty else { return EditOutcome("\(subject): suppressed already", isEdit: false) }
        return EditOutcome(
            "\(subject) suppressed", rows: fresh.map { Row(client.freshSuppression($0)) },
            reversal: Reversal("suppress \(subject)") { () async throws(ServiceError) in
                try await DynLifting(client: client).lift(fresh, told: "undone: suppress \(subject)")
            })
    }
}
