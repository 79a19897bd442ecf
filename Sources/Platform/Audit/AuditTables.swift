import Foundation
import Store

/// The trail and the request log.
///
/// Both serve every connection of the workspace, hosted ones too, so they name the connection instead of an account,
/// and the audit trail in `console` the platform and base URL behind it. Each audit row's `hash` covers the previous row's (`AuditHash`).
enum AuditTables {
    static let create = """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            console TEXT NOT NULL DEFAULT '',
            connection TEXT NOT NULL,
            action TEXT NOT NULL,
            target_kind TEXT NOT NULL,
            target TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            why TEXT NOT NULL DEFAULT '',
            before TEXT,
            after TEXT,
            undo TEXT,
            undo_of INTEGER REFERENCES audit,
            outcome TEXT NOT NULL DEFAULT 'done',
            hash BLOB NOT NULL
        ) STRICT;
        CREATE INDEX audit_target ON audit (target_kind, target, id);
        CREATE INDEX audit_undo ON audit (undo_of);

        CREATE TABLE request_log (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            connection TEXT NOT NULL,
            operation TEXT NOT NULL,
            method TEXT NOT NULL DEFAULT '',
            path TEXT NOT NULL DEFAULT '',
            status INTEGER,
            duration_us INTEGER NOT NULL,
            bytes_out INTEGER NOT NULL DEFAULT 0,
            bytes_in INTEGER NOT NULL DEFAULT 0,
            error TEXT
        ) STRICT;
        """
}

/// The chain of the trail over digests of its words, so that words can be erased and the chain stays.
///
/// `link` is set of older entries alone, whose `hash` is over their words; of later ones `hash` is the link. `erased_by` is
/// the entry of the erasure that took the words.
enum AuditDigests {
    static let add = """
        ALTER TABLE audit ADD COLUMN salt BLOB;
        ALTER TABLE audit ADD COLUMN digest BLOB;
        ALTER TABLE audit ADD COLUMN link BLOB;
        ALTER TABLE audit ADD COLUMN erased_by INTEGER;
        """

    /// Chains what is there anew over digests; the old hashes stay and are covered by the new ones.
    static func chain(in db: WriteTransaction) throws {
        var previous = AuditHash.origin
        let rows = try SQLRow.fetchAll(db, "SELECT id FROM audit ORDER BY id")
        for row in rows {
            let id: Int64 = row[0]
            guard let entry = try SQLRow.fetchOne(db, cached: "SELECT * FROM audit WHERE id = \(id)") else {
                continue
            }
            let salt = AuditHash.salt()
            let digest = AuditHash.digest(of: AuditHash.words.map { entry[$0] as String? }, salt: salt)
            previous = AuditHash.link(
                AuditHash.frame.map { entry[$0] as String? }, digest: digest, old: entry["hash"],
                after: previous)
            try db.execute(
                cached:
                    "UPDATE audit SET salt = \(salt), digest = \(digest), link = \(previous) WHERE id = \(id)"
            )
        }
    }
}

/// What deletions took, so that it can be put back: raw columns of many rows at once, beside their trail entries.
///
/// `columns` names the columns and `data` holds their values as JSON, types kept (`StoredValue`); what was sealed
/// is sealed here too. Where `is_tie` is 1 the rows have stayed and only a reference was cut. The rows of an account
/// that goes go with it.
enum DeletedRowTable {
    static let create = """
        CREATE TABLE deleted_row (
            id INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL REFERENCES audit,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            source TEXT NOT NULL,
            is_tie INTEGER NOT NULL DEFAULT 0,
            columns TEXT NOT NULL,
            data TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX deleted_row_entry ON deleted_row (entry);
        CREATE INDEX deleted_row_account ON deleted_row (account);
        CREATE INDEX deleted_row_at ON deleted_row (at);
        """
}
