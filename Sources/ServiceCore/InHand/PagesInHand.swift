/// Lays what was written over a list that comes in pages.
package struct PagesInHand<R: Resource>: Sendable {
    private let inHand: RowsInHand
    private let isTold: @Sendable (FieldID) -> Bool
    /// What is in hand and has not been listed so far.
    private var unlisted: Set<ResourceID>
    /// What was made, by its name in small letters: a platform may spell it otherwise than it was typed.
    private let made: [String: ResourceID]

    init(_ inHand: RowsInHand, isTold: @escaping @Sendable (FieldID) -> Bool) {
        self.inHand = inHand
        self.isTold = isTold
        unlisted = inHand.ids(of: R.kind)
        made = Dictionary(
            inHand.made(of: R.kind).map { ($0.native.lowercased(), $0) }, uniquingKeysWith: { $1 })
    }

    /// A page as it was read, with what was written since and without what was removed.
    package mutating func lay(_ page: [R]) -> [R] {
        unlisted.subtract(page.map(\.id))
        if !made.isEmpty {
            for row in page {
                guard let id = made[row.id.native.lowercased()], id != row.id else { continue }
                inHand.forget(id)
            }
        }
        return inHand.page(page, isTold: isTold)
    }

    /// What was made just now and is not listed yet; asked for at the end of a list in which every row would stand.
    package func rest() -> [R] { inHand.end(without: unlisted) }
}
