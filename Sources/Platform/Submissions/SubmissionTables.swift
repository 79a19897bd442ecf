import Store

extension Predicate {
    static let batchSMS = "channel = 'sms'"
    package static let submissionNamed = "unique_id IS NOT NULL"
    /// Messages whose bytes are kept, not their hash alone.
    package static let archived = "segment IS NOT NULL"
}

/// What is handed over at once, and the messages of it.
///
/// Message texts stand once in `content`, found by their SHA-256. An attachment with a `content_id` is an image within
/// the HTML.
enum SubmissionTables {
    static let create = """
        CREATE TABLE content (
            id INTEGER PRIMARY KEY,
            sha256 BLOB NOT NULL UNIQUE,
            bytes BLOB NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE batch (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            campaign INTEGER REFERENCES campaign ON DELETE CASCADE,
            channel TEXT NOT NULL,
            archives INTEGER NOT NULL DEFAULT 0,
            trace TEXT,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX batch_campaign ON batch (campaign);
        CREATE INDEX batch_account ON batch (account, channel);

        CREATE TABLE submission (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
            source TEXT NOT NULL,
            idempotency_key TEXT,
            unique_id TEXT,
            sender TEXT NOT NULL DEFAULT '',
            message TEXT NOT NULL DEFAULT '{}',
            html_content INTEGER REFERENCES content,
            text_content INTEGER REFERENCES content,
            raw_content INTEGER REFERENCES content,
            unknown_policy TEXT NOT NULL DEFAULT 'resend',
            expires_at INTEGER,
            prepared_through INTEGER,
            prepared_at INTEGER,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX submission_batch ON submission (batch);
        CREATE INDEX submission_unique_id ON submission (unique_id) WHERE \(Predicate.submissionNamed);

        CREATE TABLE attachment (
            submission INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            content_id TEXT,
            content INTEGER NOT NULL REFERENCES content,
            PRIMARY KEY (submission, ordinal)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE link (
            id INTEGER PRIMARY KEY,
            campaign INTEGER REFERENCES campaign ON DELETE CASCADE,
            submission INTEGER REFERENCES submission ON DELETE CASCADE,
            url TEXT NOT NULL,
            UNIQUE (campaign, url),
            UNIQUE (submission, url)
        ) STRICT;

        CREATE TABLE archive (
            delivery INTEGER PRIMARY KEY REFERENCES delivery ON DELETE CASCADE,
            segment INTEGER,
            offset INTEGER,
            length INTEGER,
            size INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX archive_segment ON archive (segment, at) WHERE \(Predicate.archived);
        """
}

/// The relay that a submission's sender named when it was queued: an `OwnRelay`'s id, none for the directory's.
enum SubmissionRelayColumn {
    static let add = "ALTER TABLE submission ADD COLUMN relay INTEGER"

    static func set(_ relay: Int64?, of submission: Int64, in db: WriteTransaction) throws {
        try db.execute(cached: "UPDATE submission SET relay = \(relay) WHERE id = \(submission)")
    }
}
