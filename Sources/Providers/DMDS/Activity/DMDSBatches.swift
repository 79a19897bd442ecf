import ServiceCore

/// Batches: looked up by their `eeid`; listed are those that were sent or looked up from here.
struct DMDSBatches: Sendable {
    let context: DMDSContext

    var operations: ResourceOperations<Batch> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("created", ascending: false),
                Gathering(
                    part:
                        "DMDS lists batches sent or looked up here only; others are looked up by eeid",
                    shortPart: "DMDS: known here only"
                ) { _ in known }),
            find: { key async throws(ServiceError) in
                let eeid = key.trimmingBlanks
                guard !eeid.isEmpty else { return nil }
                return try await context.batch(eeid).map { batch in
                    context.row(
                        ofBatch: batch.eeid, campaign: batch.campania, sent: batch.sent,
                        isArchived: batch.archive != nil, trace: batch.archive ?? [], begun: batch.begun)
                }
            },
            actions: [
                .archivedText { id, email async throws(ServiceError) in
                    let mailbox = try DMDSMailbox(email, field: "email")
                    return try await context.archivedText(id.native, mailbox.address)
                }
            ])
    }

    private var known: [Batch] {
        context.memory.batches.map { known in
            context.row(
                ofBatch: known.eeid, campaign: known.campaign, sent: known.sent,
                isArchived: known.isArchived, trace: known.trace, begun: known.begun)
        }
    }
}
