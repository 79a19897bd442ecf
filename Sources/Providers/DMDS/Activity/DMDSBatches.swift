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
                ) {
                    _ in
                    known
                }),
            find: { key async throws(ServiceError) in
                let eeid = key.trimmingBlanks
                guard !eeid.isEmpty else { return nil }
                return try await context.batch(eeid)?.batch(in: context)
            },
            actions: [archivedText])
    }

    private var known: [Batch] {
        context.memory.batches.map { known in
            var batch = Batch(
                id: context.id(.batch, known.eeid), account: context.account,
                campaign: known.campaign.map { context.memory.title(ofCampaign: $0) } ?? "")
            batch.messageCount = known.sent
            batch.isArchived = known.isArchived
            batch.trace = known.trace
            batch.created = known.begun
            return batch
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
