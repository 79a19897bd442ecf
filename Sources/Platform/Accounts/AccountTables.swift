/// Accounts, their keys and their text credit.
///
/// `username` compares without case through its index on `lower(username)`. `password` is a
/// `PasswordHash` text; columns ending in `_sealed` hold what `Vault` sealed and those ending in `_hmac`
/// what it keyed for look-up. `short_name` names the account where a protocol wants a word: the DMDS
/// customer name and the SendClean owner. `idem` held answers kept for repeats.
enum AccountTables {
    static let create = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            short_name TEXT NOT NULL UNIQUE,
            username TEXT NOT NULL,
            type TEXT NOT NULL DEFAULT 'sub',
            password TEXT,
            api_key_sealed BLOB,
            api_key_hmac BLOB,
            account_name TEXT NOT NULL DEFAULT '',
            contact_name TEXT NOT NULL DEFAULT '',
            company_name TEXT NOT NULL DEFAULT '',
            phone TEXT NOT NULL DEFAULT '',
            address TEXT NOT NULL DEFAULT '',
            city TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT '',
            zip_code TEXT NOT NULL DEFAULT '',
            country TEXT NOT NULL DEFAULT '',
            time_zone TEXT NOT NULL DEFAULT '',
            is_active INTEGER NOT NULL DEFAULT 1,
            is_verified INTEGER NOT NULL DEFAULT 1,
            is_admin INTEGER NOT NULL DEFAULT 0,
            tracks_opens INTEGER NOT NULL DEFAULT 0,
            tracks_links INTEGER NOT NULL DEFAULT 0,
            tracks_unsubscribes INTEGER NOT NULL DEFAULT 0,
            bounce_url TEXT NOT NULL DEFAULT '',
            bounce_url_active INTEGER NOT NULL DEFAULT 1,
            spam_url TEXT NOT NULL DEFAULT '',
            spam_url_active INTEGER NOT NULL DEFAULT 1,
            unsubscribe_url TEXT NOT NULL DEFAULT '',
            unsubscribe_url_active INTEGER NOT NULL DEFAULT 1,
            xheader1 TEXT NOT NULL DEFAULT '',
            xheader2 TEXT NOT NULL DEFAULT '',
            xheader3 TEXT NOT NULL DEFAULT '',
            xheader4 TEXT NOT NULL DEFAULT '',
            email_cap INTEGER,
            emails_sent INTEGER NOT NULL DEFAULT 0,
            email_month INTEGER NOT NULL DEFAULT 0,
            email_month_sent INTEGER NOT NULL DEFAULT 0,
            max_sample_count INTEGER NOT NULL DEFAULT 0,
            allowed_speed INTEGER NOT NULL DEFAULT 0,
            reputation INTEGER NOT NULL DEFAULT 100,
            subscription_id TEXT,
            subscription_created_at INTEGER,
            sms_credits INTEGER NOT NULL DEFAULT 0 CHECK (sms_credits >= 0),
            contact_numid INTEGER NOT NULL DEFAULT 0,
            campaign_numid INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            rev INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE UNIQUE INDEX account_username ON account (lower(username));
        CREATE UNIQUE INDEX account_api_key ON account (api_key_hmac);

        CREATE TABLE access_token (
            token_hmac BLOB PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX access_token_account ON access_token (account);

        CREATE TABLE sms_ledger (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            delta INTEGER NOT NULL,
            kind TEXT NOT NULL,
            campaign INTEGER,
            delivery INTEGER,
            note TEXT NOT NULL DEFAULT '',
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX sms_ledger_account ON sms_ledger (account, at);
        CREATE INDEX sms_ledger_campaign ON sms_ledger (campaign);

        CREATE TABLE idem (
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            key TEXT NOT NULL,
            request_hash BLOB NOT NULL,
            status INTEGER NOT NULL,
            answer TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (account, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX idem_at ON idem (at);
        """
}

/// When an account's launches wait, and what pauses them by itself.
enum LaunchRailColumns {
    static let migration = "13 launch rails"

    static let add = """
        ALTER TABLE account ADD COLUMN quiet_hours TEXT NOT NULL DEFAULT '';
        ALTER TABLE account ADD COLUMN pause_bounces INTEGER;
        ALTER TABLE account ADD COLUMN pause_complaints INTEGER;
        ALTER TABLE account ADD COLUMN pause_after INTEGER;
        """
}

/// What is refused at the door may pause a launch by a share of its own.
enum RefusalRailColumn {
    static let migration = "15 refusal rail"

    static let add = "ALTER TABLE account ADD COLUMN pause_refusals INTEGER"
}

/// The relay that the account names for itself.
enum AccountRelayColumn {
    static let add = "ALTER TABLE account ADD COLUMN relay INTEGER REFERENCES own_relay"
}
