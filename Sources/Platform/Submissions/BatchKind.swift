import ServiceCore

/// Batches: what was sent together, found by the id that APIs call `eeid`.
struct BatchKind: Sendable {
    let context: PlatformContext

    init(_ context: PlatformContext) { self.context = context }

    func operations() -> ResourceOperations<Batch> {
        let connection = context.connection
        return ResourceOperations(
            list: .walked(
                context.store, by: "created", because: "batches are read in the order of time",
                BatchQueries.walk(connection)),
            find: context.store.reading { key, db in try BatchQueries.find(key, connection, in: db) },
            actions: [archivedText])
    }

    /// The message of an archived batch to one recipient.
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
                    notes: batch.trace.map(\.plainText))
            },
            perform: { ids, values async throws(ServiceError) in
                guard let id = ids.first, ids.count == 1 else {
                    throw ServiceError(.invalid, "A text is shown of one batch.", hint: "Unmark the others.")
                }
                let email = try values.required("email", "Recipient")
                let entry = try await context.store.read { db in
                    try ArchiveQueries.find(batch: id.native, address: email, in: db)
                }
                let text = try await ArchivedText(context.store).text(entry, to: email)
                return EditOutcome("archived text to \(email)", findings: ArchivedText.lines(text))
            })
    }
}
