import Store

/// What erasing and holding people needs of the tables: a trail whose words can go, entries by keyed hash, holds.
enum ErasureMigration {
    static let name = "17 erasure and holds"

    static func run(_ db: WriteTransaction) throws {
        try db.execute(SQL(text: AuditDigests.add))
        try AuditDigests.chain(in: db)
        try db.execute(SQL(text: HoldTables.create))
        try db.execute(SQL(text: keeping))
        try db.execute(
            "CREATE INDEX suppression_erased ON suppression (address) WHERE \(sql: Predicate.suppressionErased)"
        )
        // Anew, since a contact may be suppressed by a keyed hash from now on.
        try db.execute(SQL(text: ContactTriggers.drop))
        try db.execute(SQL(text: ContactTriggers.create))
    }

    /// What people are told then.
    private static let kept =
        "A hold keeps a person whose rows would go with it; “sendboard person holds” says whose."

    /// What no rule has refused before the database does; rows that go along with others ask it too.
    private static let keeping = """
        CREATE TRIGGER hold_keeps_contact BEFORE DELETE ON contact
        WHEN \(Holds.isHeld("old.email", "old.phone")) BEGIN
            SELECT RAISE(ABORT, '\(kept)');
        END;
        CREATE TRIGGER hold_keeps_delivery BEFORE DELETE ON delivery
        WHEN \(Holds.isHeld("old.address")) BEGIN
            SELECT RAISE(ABORT, '\(kept)');
        END;
        """
}
