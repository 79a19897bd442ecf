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
            actions: [archivedText])
    }

    private var known: [Batch] {
        context.memory.batches.map { known in
            context.row(
                ofBatch: known.eeid, campaign: known.campaign, sent: known.sent,
                isArchived: known.isArchived, trace: known.trace, begun: known.begun)
        }
    }

    /// The text of one message of an archived batch.
    private var archivedText: ResourceAction<Batch> {
        ResourceAction(
            .archivedText, help: "Shows the message to one recipient as it went out.",
            availability: { $0.isArchived ? .available : .disabled("the batch is not archived") },
            form: { batch in
                FormDescription(
                    title: "Archived text",
                    fields: [
                        FormField("email", "Recipient", isRequired: true, help: "One address of the batch.")
                    ],
                    notes: batch.trace.prefix(20).map(\.plainText))
            },
            perform: { ids, values async throws(ServiceError) in
                guard let id = ids.first, ids.count == 1 else {
                    throw ServiceError(.invalid, "A text is shown of one batch.", hint: "Unmark the others.")
                }
                let email = try DMDSMailbox(try values.required("email", "Recipient"), field: "email").address
                let text = try await context.archivedText(id.native, email)
                return EditOutcome("archived text to \(email)", findings: text.lines)
            })
    }
}

extension String {
    /// Its lines, whichever way they end.
    var lines: [String] {
        split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    }
}
