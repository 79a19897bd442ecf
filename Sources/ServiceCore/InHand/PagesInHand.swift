/// Lays what was written over a list that comes in pages.
package struct PagesInHand<R: Resource>: Sendable {
    private let inHand: RowsInHand
    private let isTold: @Sendable (FieldID) -> Bool
    /// What is in hand and has not been listed so far.
    private var unlisted: Set<ResourceID>

    init(_ inHand: RowsInHand, isTold: @escaping @Sendable (FieldID) -> Bool, unlisted: Set<ResourceID>) {
        self.inHand = inHand
        self.isTold = isTold
        self.unlisted = unlisted
    }

    /// A page as it was read, with what was written since and without what was removed.
    package mutating func lay(_ page: [R]) -> [R] {
        unlisted.subtract(page.map(\.id))
        return inHand.page(page, isTold: isTold)
    }

    /// What was made just now and is not listed yet; asked for at the end of a list in which every row would stand.
    package func rest() -> [R] { inHand.end(without: unlisted) }
}
