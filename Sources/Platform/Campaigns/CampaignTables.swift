extension Predicate {
    /// Text campaigns to listed numbers, the board's drafts aside.
    package static let campaignListed = """
        channel = 'sms' AND audience LIKE '{"addresses":%' AND (state <> 'draft' OR source = 'smsdrop')
        """
    /// Launched, scheduled or short of credit, and not yet at its end.
    package static let campaignLive = "state <> 'draft' AND finished_at IS NULL"
}

/// Campaigns, who is yet to become a delivery of one, and what a watch shows without counting rows.
///
/// `frozen_audience` holds who is yet to become a delivery of a launch whose audience may change while it is prepared.
/// Tallies change in the transaction of the rows that they count; `campaign_tally.kind` is a `TallyKind`.
enum CampaignTables {
    static let create = """
        CREATE TABLE campaign (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            numid INTEGER NOT NULL,
            channel TEXT NOT NULL,
            type TEXT NOT NULL,
            source TEXT NOT NULL DEFAULT 'board',
            title TEXT NOT NULL DEFAULT '',
            subject TEXT NOT NULL DEFAULT '',
            from_address TEXT NOT NULL DEFAULT '',
            from_name TEXT NOT NULL DEFAULT '',
            reply_to TEXT NOT NULL DEFAULT '',
            html_content INTEGER REFERENCES content,
            text_content INTEGER REFERENCES content,
            message TEXT NOT NULL DEFAULT '',
            template INTEGER REFERENCES template ON DELETE SET NULL,
            variants TEXT,
            audience TEXT NOT NULL DEFAULT '{}',
            smtp_user INTEGER REFERENCES smtp_user ON DELETE SET NULL,
            state TEXT NOT NULL DEFAULT 'draft',
            state_why TEXT NOT NULL DEFAULT '',
            defer_until INTEGER,
            defer_by INTEGER,
            defer_text TEXT,
            defer_zone TEXT,
            launch_key TEXT UNIQUE,
            launched_at INTEGER,
            finished_at INTEGER,
            expires_at INTEGER,
            unknown_policy TEXT NOT NULL DEFAULT 'hold',
            archives INTEGER NOT NULL DEFAULT 0,
            audience_count INTEGER,
            message_count INTEGER NOT NULL DEFAULT 0,
            part_count INTEGER NOT NULL DEFAULT 1,
            terminal_count INTEGER NOT NULL DEFAULT 0,
            api_key_sealed BLOB,
            api_key_hmac BLOB UNIQUE,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            rev INTEGER NOT NULL DEFAULT 1,
            UNIQUE (account, numid)
        ) STRICT;
        CREATE INDEX campaign_listed ON campaign (account, created_at) WHERE \(Predicate.campaignListed);
        CREATE INDEX campaign_state ON campaign (account, state, created_at);
        CREATE INDEX campaign_live ON campaign (id) WHERE \(Predicate.campaignLive);

        CREATE TABLE frozen_audience (
            submission INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
            contact INTEGER NOT NULL,
            PRIMARY KEY (submission, contact)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE counter (
            campaign INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
            kind INTEGER NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY (campaign, kind)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE campaign_tally (
            campaign INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
            kind INTEGER NOT NULL,
            text TEXT NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY (campaign, kind, text)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE campaign_domain (
            campaign INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
            domain TEXT NOT NULL,
            accepted INTEGER NOT NULL,
            refused INTEGER NOT NULL,
            PRIMARY KEY (campaign, domain)
        ) STRICT, WITHOUT ROWID;
        """
}

/// What had been counted of a launch when it was paused by itself, in JSON: what a person resumes is measured anew.
enum CampaignRailColumn {
    static let add = "ALTER TABLE campaign ADD COLUMN rail_base TEXT"
}

/// What a launch was before it was held because messages go another way than it was decided for, in JSON.
enum HeldColumn {
    static let add = "ALTER TABLE campaign ADD COLUMN held TEXT"
}

/// What of sending a launch again is still to be done, in JSON.
enum RequeueColumn {
    static let migration = "16 sent again in steps"

    static let add = "ALTER TABLE campaign ADD COLUMN requeue TEXT"
}

/// What a campaign's newest rehearsal came to.
enum RehearsalColumn {
    static let migration = "14 rehearsals"

    static let add = "ALTER TABLE campaign ADD COLUMN rehearsal TEXT NOT NULL DEFAULT ''"
}
