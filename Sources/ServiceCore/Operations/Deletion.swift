/// Removes rows.
package struct Deletion<Element: Sendable>: Sendable {
    package var confirmation: @Sendable (Element) -> Confirmation
    /// What goes with the row, for the dialog: `with 3 senders and 1,204 contacts`; nil where nothing.
    package var consequence: (@Sendable (Element) async throws(ServiceError) -> String?)?
    package var perform: @Sendable ([ResourceID]) async throws(ServiceError) -> EditOutcome

    package init(
        confirmation: @escaping @Sendable (Element) -> Confirmation = { _ in .yesNo },
        consequence: (@Sendable (Element) async throws(ServiceError) -> String?)? = nil,
        perform: @escaping @Sendable ([ResourceID]) async throws(ServiceError) -> EditOutcome
    ) {
        self.confirmation = confirmation
        self.consequence = consequence
        self.perform = perform
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
            consequence: erasedConsequence, perform: perform)
    }
}
