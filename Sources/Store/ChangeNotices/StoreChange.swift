/// What a subscriber is told about a change of the database.
package enum StoreChange: Sendable, Equatable {
    /// This process changed these tables.
    case tables(Set<String>)
    /// Another process changed something, or both did.
    case external

    /// Whether rows of one of the tables may differ now.
    package func touches(_ names: Set<String>) -> Bool {
        switch self {
        case .tables(let changed): !changed.isDisjoint(with: names)
        case .external: true
        }
    }

    func merged(with other: StoreChange) -> StoreChange {
        switch (self, other) {
        case (.tables(let mine), .tables(let others)): .tables(mine.union(others))
        default: .external
        }
    }
}
