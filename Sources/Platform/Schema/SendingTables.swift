extension Schema {
    /// What is sent and how far it got: templates, campaigns, batches, submissions, deliveries, credit.
    ///
    /// Message texts stand once in `content`, found by their SHA-256. A delivery waits in its `lane`: the
    /// campaign's id, or 0 for single sends; `next_at` is set exactly while it waits, so a paused campaign
    /// costs the claim nothing. `first_at` is the time of the first attempt, from which it has three days.
    /// `delivery.state` is a `StoredDeliveryState`. `frozen_audience` holds who is yet to become a delivery of
    /// a launch whose audience may change while it is prepared. An attachment with a `content_id` is an image within
    /// the HTML.
    static let sendingTables = """
        CREATE TABLE global_variable (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            rev INTEGER NOT NULL DEFAULT 1,
            UNIQUE (account, name)
        ) STRICT;

        CREATE TABLE template (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            name TEXT NOT NULL,
            subject TEXT NOT NULL DEFAULT '',
            html TEXT NOT NULL DEFAULT '',
            text TEXT NOT NULL DEFAULT '',
            fields TEXT NOT NULL DEFAULT '{}',
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            rev INTEGER NOT NULL DEFAULT 1,
            UNIQUE (account, name)
        ) STRICT;

        CREATE TABLE content (
            id INTEGER PRIMARY KEY,
            sha256 BLOB NOT NULL UNIQUE,
            bytes BLOB NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;

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

        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            submission INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
            batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
            lane INTEGER NOT NULL DEFAULT 0,
            ordinal INTEGER NOT NULL,
            role INTEGER NOT NULL DEFAULT 0,
            parent INTEGER,
            is_duplicate INTEGER NOT NULL DEFAULT 0,
            address TEXT NOT NULL,
            name TEXT NOT NULL DEFAULT '',
            contact INTEGER,
            smtp_user INTEGER,
            state INTEGER NOT NULL DEFAULT 1,
            reason TEXT,
            next_at INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            first_at INTEGER,
            epoch INTEGER NOT NULL DEFAULT 0,
            code INTEGER,
            enhanced TEXT,
            reply TEXT,
            merge TEXT,
            parts INTEGER NOT NULL DEFAULT 1,
            bytes INTEGER,
            external_id TEXT,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX delivery_ordinal ON delivery (submission, ordinal);
        CREATE UNIQUE INDEX delivery_once ON delivery (submission, address) WHERE \(Predicate.deliveryFirst);
        CREATE INDEX delivery_due ON delivery (lane, next_at, id) WHERE \(Predicate.deliveryWaiting);
        CREATE INDEX delivery_user ON delivery (smtp_user, next_at) WHERE \(Predicate.deliveryOfUser);
        CREATE INDEX delivery_claimed ON delivery (epoch, id) WHERE \(Predicate.deliveryClaimed);
        CREATE INDEX delivery_batch ON delivery (batch, state, id);
        CREATE INDEX delivery_contact ON delivery (contact, id);
        CREATE INDEX delivery_address ON delivery (address, id);
        CREATE INDEX delivery_external ON delivery (external_id) WHERE \(Predicate.deliveryExternal);

        CREATE TABLE frozen_audience (
            submission INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
            contact INTEGER NOT NULL,
            PRIMARY KEY (submission, contact)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE link (
            id INTEGER PRIMARY KEY,
            campaign INTEGER REFERENCES campaign ON DELETE CASCADE,
            submission INTEGER REFERENCES submission ON DELETE CASCADE,
            url TEXT NOT NULL,
            UNIQUE (campaign, url),
            UNIQUE (submission, url)
        ) STRICT;

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
