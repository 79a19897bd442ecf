import GRDB

/// How an older file becomes a current one, step by step, the oldest first.
///
/// The names are kept in the file, which is how a newer one is recognised: what has shipped is never edited, only
/// followed by another.
package struct Migrations: Sendable {
    private(set) var migrator = DatabaseMigrator()

    package init() {}

    /// When the rows' references to one another are looked at.
    package enum ReferenceCheck: Sendable {
        /// With each statement, as always.
        case immediate
        /// At the end: tables may be made anew meanwhile.
        case deferred
    }

    /// Adds a step, which is a transaction of its own.
    package mutating func add(
        _ name: String, references: ReferenceCheck = .deferred,
        _ body: @escaping @Sendable (WriteTransaction) throws -> Void
    ) {
        migrator.registerMigration(name, foreignKeyChecks: references == .immediate ? .immediate : .deferred)
        {
            try body(WriteTransaction($0))
        }
    }

    /// Whether a file has taken a step of that name.
    package static func hasTaken(_ name: String, in db: ReadTransaction) throws -> Bool {
        try DatabaseMigrator().appliedIdentifiers(db.db).contains(name)
    }
}
