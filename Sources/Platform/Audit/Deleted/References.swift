import Store

/// Which tables refer to which, and what a deletion does to those that refer.
struct References {
    struct Reference: Hashable {
        /// The table that refers, and by which column.
        let child: String
        let column: String
        let parent: String
        let effect: Effect
        /// Columns that a cut reference changes besides.
        var others: [String] = []
    }

    enum Effect: Hashable {
        /// The rows that refer go too.
        case goes
        /// They stay, and refer to nothing.
        case isCut
        /// The row that they refer to may not go.
        case forbids
    }

    private let all: [Reference]

    /// Read from the file's own schema, so that a table that comes to refer to another is followed by itself.
    init(_ db: ReadTransaction) throws {
        let keys = try SQLRow.fetchAll(db, cached: SQL.dialect.foreignKeys)
        all =
            keys.map { row in
                Reference(
                    child: row[0], column: row[1], parent: row[2], effect: Self.effect(row[3]))
            } + Self.loose
    }

    private static func effect(_ action: String) -> Effect {
        switch action {
        case "CASCADE": .goes
        case "SET NULL": .isCut
        default: .forbids
        }
    }

    /// What refers without a foreign key and is cut all the same (`PersonEvents.release`).
    private static let loose = [
        Reference(child: "event", column: "contact", parent: "contact", effect: .isCut, others: ["address"]),
        Reference(child: "delivery", column: "contact", parent: "contact", effect: .isCut),
    ]

    func to(_ table: String) -> [Reference] { all.filter { $0.parent == table } }

    func of(_ table: String) -> [Reference] { all.filter { $0.child == table } }
}
