/// What is done alike wherever a platform keeps its messages as they went out.
extension ResourceAction<Batch> {
    /// The message of an archived batch to one recipient.
    ///
    /// - Parameter text: reads it, of a batch and an address as it was typed.
    package static func archivedText(
        reading text: @escaping @Sendable (ResourceID, String) async throws(ServiceError) -> String
    ) -> Self {
        Self(
            .archivedText, help: "Shows the message to one recipient as it went out.",
            availability: { $0.isArchived ? .available : .disabled("the batch is not archived") },
            form: { batch in
                FormDescription(
                    title: "Archived text",
                    fields: [
                        FormField("email", "Recipient", isRequired: true, help: "One address of the batch.")
                    ],
                    notes: batch.trace.prefix(shownMessages).map(\.plainText))
            },
            perform: { ids, values async throws(ServiceError) in
                let id = try ids.only("A text is shown of one batch.")
                let email = try values.required("email", "Recipient")
                return EditOutcome(archived: try await text(id, email), to: email.trimmingBlanks)
            })
    }

    /// As many messages of a batch as a form has room for.
    private static var shownMessages: Int { 20 }
}

extension EditOutcome {
    /// Shows an archived message, line by line, whichever way the lines end.
    package init(archived text: String, to person: String, rows: [Row] = []) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        self.init("archived text to \(person)", rows: rows, findings: lines.map(String.init))
        isPage = true
    }
}
