/// Takes whole lists of rows in.
package struct ListIntake: Sendable {
    package let fields: ListFields
    /// Whose the rows can be, by name; the first may stand for all.
    package var owners: @Sendable () async throws(ServiceError) -> [String]
    /// Reads a list to its end and says what it would change; changes nothing.
    package var look: Look
    /// Takes it in: all that can be, or nothing where it is cancelled.
    package var take: Take

    package typealias Look =
        @Sendable (ListFile, ListOrder, ListWatch) async throws(ServiceError) -> ListReport
    package typealias Take =
        @Sendable (ListFile, ListOrder, ListWatch) async throws(ServiceError) -> (ListReport, EditOutcome)

    package init(
        fields: ListFields, owners: @escaping @Sendable () async throws(ServiceError) -> [String],
        look: @escaping Look, take: @escaping Take
    ) {
        (self.fields, self.owners, self.look, self.take) = (fields, owners, look, take)
    }
}

/// How a list is to be understood, and where its rows go.
package struct ListOrder: Sendable {
    /// Whose the rows are; nil where only one can be meant.
    package var owner: String?
    package var format = ListFormat()
    package var wishes: [ListWish] = []
    package var takesOthers = false
    /// What a list of suppressions says nothing of.
    package var reason: Suppression.Reason?

    package init() {}
}

/// Who is told how it goes.
package struct ListWatch: Sendable {
    package var progress: @Sendable (ListProgress) -> Void
    /// Called for each row that is not taken.
    package var refused: @Sendable (RefusedRow) throws(ServiceError) -> Void

    package init(
        progress: @escaping @Sendable (ListProgress) -> Void = { _ in },
        refused: @escaping @Sendable (RefusedRow) throws(ServiceError) -> Void = { _ in }
    ) {
        (self.progress, self.refused) = (progress, refused)
    }
}
