import FoundationEssentials
import ServiceCore

/// What can be done with the approved senders of the key's account.
struct DynSenders: Sendable {
    let client: DynClient
    let now: @Sendable () -> Date
    /// Senders that were looked up one by one; the list tells address and seeding alone.
    let known = Remembered<ApprovedSender>()

    func operations() -> ResourceOperations<ApprovedSender> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("address"),
                Gathering(pages: { _, take async throws(ServiceError) in
                    try await client.senders { page async throws(ServiceError) in
                        try await take(page.map(completed))
                    }
                })),
            find: { address async throws(ServiceError) in try await find(address) },
            create: creation, update: change, delete: deletion,
            actions: [seeding(on: true), seeding(on: false), check])
    }

    /// A sender with its details and its status.
    func find(_ address: String) async throws(ServiceError) -> ApprovedSender? {
        guard var sender = try await client.senderDetails(address) else { return nil }
        sender.isReady =
            try await ifOffered(try await client.isSenderReady(address)) ?? nil
        sender.checked = now()
        known[sender.id.native] = sender
        return sender
    }

    func existing(_ id: ResourceID) async throws(ServiceError) -> ApprovedSender {
        guard let sender = try await client.senderDetails(id.native) else { throw Self.gone(id) }
        return remember(sender)
    }

    private static func gone(_ id: ResourceID) -> ServiceError {
        ServiceError(.notFound, "\(id.native) is no approved sender any more.", hint: "Refresh the list.")
    }

    /// What an answer told, with the status as it was last seen.
    func remember(_ sender: ApprovedSender) -> ApprovedSender {
        var sender = sender
        if let before = known[sender.id.native] {
            (sender.isReady, sender.checked) = (before.isReady, before.checked)
            sender.isSeeded = sender.isSeeded ?? before.isSeeded
        }
        known[sender.id.native] = sender
        return sender
    }

    /// What the list told, with what is known besides.
    private func completed(_ listed: ApprovedSender) -> ApprovedSender {
        guard var sender = known[listed.id.native] else { return listed }
        sender.isSeeded = listed.isSeeded ?? sender.isSeeded
        return sender
    }

    private var deletion: Deletion<ApprovedSender> { Deletion(perform: delete) }

    func delete(_ ids: [ResourceID]) async throws(ServiceError) -> EditOutcome {
        try await known.deleting(ids, "approved sender") { address async throws(ServiceError) in
            try await client.senderDetails(address) == nil
        } by: { address async throws(ServiceError) in
            try await client.deleteSender(address)
        }
    }

    private var check: ResourceAction<ApprovedSender> {
        ResourceAction(
            .check, title: "check status",
            help: "Asks Dyn whether the sender is ready, and for the DKIM and SPF records it wants.",
            perform: { ids, _ async throws(ServiceError) in
                let senders = try await atOnce(ids) { id async throws(ServiceError) in
                    guard let sender = try await find(id.native) else { throw Self.gone(id) }
                    return sender
                }
                let ready = senders.count { $0.isReady == true }
                let message =
                    senders.count == 1
                    ? "\(senders[0].address) \(Self.readiness(senders[0]))"
                    : "\(ready) of \(senders.count) approved senders are ready"
                return EditOutcome(
                    message, rows: senders.map { Row($0) }, findings: senders.flatMap(Self.findings),
                    isAsWished: ready == senders.count)
            })
    }

    private static func readiness(_ sender: ApprovedSender) -> String {
        guard let isReady = sender.isReady else { return "may be ready or not: Dyn does not tell" }
        return isReady ? "is ready" : "is not ready yet"
    }

    /// The first says what the notice says of a sender alone, where it is left out.
    private static func findings(_ sender: ApprovedSender) -> [String] {
        let domain = sender.address.split(separator: "@").last.map(String.init) ?? ""
        return [
            "\(sender.address) \(readiness(sender))",
            sender.dkimSelector.isEmpty
                ? "DKIM of \(sender.address): no selector is set"
                : "DKIM wants a TXT record at \(sender.dkimSelector)._domainkey.\(domain): \(sender.dkimValue)",
            sender.spf.isEmpty
                ? "SPF of \(domain): Dyn names no record"
                : "SPF wants a TXT record at \(domain): \(sender.spf)",
        ]
    }
}
