/// Removes rows.
package struct Deletion<Element: Sendable>: Sendable {
    package var confirmation: @Sendable (Element) -> Confirmation
    /// What goes with the row, for the dialog: `with 3 senders and 1,204 contacts`; nil where nothing.
    package var consequence: (@Sendable (Element) async throws(ServiceError) -> String?)?
    /// Whether the row can be put back, for the dialog and the undo list.
    package var restoration: @Sendable (Element) async throws(ServiceError) -> Restoration
    package var perform: @Sendable ([ResourceID]) async throws(ServiceError) -> EditOutcome

    package init(
        confirmation: @escaping @Sendable (Element) -> Confirmation = { _ in .yesNo },
        consequence: (@Sendable (Element) async throws(ServiceError) -> String?)? = nil,
        restoration: @escaping @Sendable (Element) async throws(ServiceError) -> Restoration = { _ in
            .nothingKept
        },
        perform: @escaping @Sendable ([ResourceID]) async throws(ServiceError) -> EditOutcome
    ) {
        self.confirmation = confirmation
        self.consequence = consequence
        self.restoration = restoration
        self.perform = perform
    }
}

extension Deletion {
    /// What holds of all these together: that they can be put back where each can.
    package func restoration(of rows: [Element]) async throws(ServiceError) -> Restoration {
        var together: Restoration?
        for row in rows {
            let restoration = try await restoration(row)
            if restoration.finality != nil { return restoration }
            together = restoration
        }
        return together ?? .nothingKept
    }
}

extension Deletion where Element: Resource {
    /// The same deletion for rows.
    func erased() -> Deletion<Row> {
        var erasedConsequence: (@Sendable (Row) async throws(ServiceError) -> String?)?
        if let consequence {
            erasedConsequence = { row async throws(ServiceError) in try await consequence(try row.typed()) }
        }
        return Deletion<Row>(
            confirmation: { row in (row.resource as? Element).map(confirmation) ?? .yesNo },
            consequence: erasedConsequence,
            restoration: { row async throws(ServiceError) in try await restoration(try row.typed()) },
            perform: perform)
    }
}
