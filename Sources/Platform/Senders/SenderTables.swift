/// Who an account sends as: approved senders, sending domains, and the keys that sign for them.
enum SenderTables {
    static let create = """
        CREATE TABLE sender (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            address TEXT NOT NULL,
            name TEXT NOT NULL DEFAULT '',
            status TEXT NOT NULL DEFAULT 'ready',
            seeding INTEGER NOT NULL DEFAULT 0,
            dkim_selector TEXT NOT NULL DEFAULT '',
            dkim_value TEXT NOT NULL DEFAULT '',
            dkim_key_sealed BLOB,
            dkim_state TEXT NOT NULL DEFAULT 'unchecked',
            spf_value TEXT NOT NULL DEFAULT '',
            spf_state TEXT NOT NULL DEFAULT 'unchecked',
            check_detail TEXT NOT NULL DEFAULT '',
            checked_at INTEGER,
            created_at INTEGER NOT NULL,
            rev INTEGER NOT NULL DEFAULT 1,
            UNIQUE (account, address)
        ) STRICT;

        CREATE TABLE sending_domain (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            name TEXT NOT NULL,
            dkim_selector TEXT NOT NULL DEFAULT '',
            dkim_value TEXT NOT NULL DEFAULT '',
            dkim_key_sealed BLOB,
            dkim_state TEXT NOT NULL DEFAULT 'unchecked',
            spf_value TEXT NOT NULL DEFAULT '',
            spf_state TEXT NOT NULL DEFAULT 'unchecked',
            verify_state TEXT NOT NULL DEFAULT 'unchecked',
            verify_mailbox TEXT NOT NULL DEFAULT '',
            verify_token TEXT,
            verify_sent_at INTEGER,
            check_detail TEXT NOT NULL DEFAULT '',
            checked_at INTEGER,
            created_at INTEGER NOT NULL,
            rev INTEGER NOT NULL DEFAULT 1,
            UNIQUE (account, name)
        ) STRICT;

        CREATE TABLE signing_key (
            id INTEGER PRIMARY KEY,
            sealed BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            retired_at INTEGER
        ) STRICT;
        """
}

/// The relay that a sending domain names for itself, and where failures of its messages come back to.
enum DomainRelayColumns {
    static let add = """
        ALTER TABLE sending_domain ADD COLUMN relay INTEGER REFERENCES own_relay;
        ALTER TABLE sending_domain ADD COLUMN bounce_domain TEXT NOT NULL DEFAULT '';
        """
}
