-- The tables as the first migration made them, as files of that time have them; never to be edited.
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

CREATE TABLE tracking_domain (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    name TEXT NOT NULL,
    cname_state TEXT NOT NULL DEFAULT 'unchecked',
    cname_found TEXT NOT NULL DEFAULT '',
    tracking_state TEXT NOT NULL DEFAULT 'unchecked',
    check_detail TEXT NOT NULL DEFAULT '',
    checked_at INTEGER,
    created_at INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 1,
    UNIQUE (account, name)
) STRICT;

CREATE TABLE smtp_user (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    name TEXT NOT NULL UNIQUE,
    password_sealed BLOB,
    status TEXT NOT NULL DEFAULT 'enabled',
    hourly_limit INTEGER NOT NULL,
    total_limit INTEGER NOT NULL,
    used_total INTEGER NOT NULL DEFAULT 0,
    reserved_total INTEGER NOT NULL DEFAULT 0,
    highest_hour INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX smtp_user_account ON smtp_user (account);

CREATE TABLE smtp_user_hour (
    smtp_user INTEGER NOT NULL REFERENCES smtp_user ON DELETE CASCADE,
    hour INTEGER NOT NULL,
    reserved INTEGER NOT NULL DEFAULT 0,
    used INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (smtp_user, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    numid INTEGER NOT NULL,
    email TEXT,
    phone TEXT,
    first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT '',
    age INTEGER,
    sex TEXT,
    fields TEXT NOT NULL DEFAULT '{}',
    operation TEXT NOT NULL DEFAULT 'created',
    allows_email INTEGER NOT NULL DEFAULT 1,
    allows_sms INTEGER NOT NULL DEFAULT 1,
    invalid_at INTEGER,
    invalid_why TEXT,
    whitelisted_at INTEGER,
    is_suppressed INTEGER NOT NULL DEFAULT 0,
    is_inactive INTEGER NOT NULL DEFAULT 0,
    hard_count INTEGER NOT NULL DEFAULT 0,
    soft_count INTEGER NOT NULL DEFAULT 0,
    last_hard_at INTEGER,
    last_ok_at INTEGER,
    last_event_at INTEGER,
    last_event_kind INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 1,
    name_sort TEXT NOT NULL DEFAULT '',
    search TEXT NOT NULL DEFAULT '',
    email_sort TEXT NOT NULL GENERATED ALWAYS AS (coalesce(email, '')) VIRTUAL,
    last_event_sort INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(last_event_at, 0)) VIRTUAL,
    state TEXT NOT NULL GENERATED ALWAYS AS (
        CASE WHEN invalid_at IS NOT NULL THEN 'invalid'
             WHEN is_suppressed = 1 THEN 'suppressed'
             WHEN is_inactive = 1 THEN 'inactive'
             ELSE 'active' END) VIRTUAL,
    CHECK (email IS NOT NULL OR phone IS NOT NULL),
    CHECK (email = lower(email))
) STRICT;
CREATE UNIQUE INDEX contact_account_email ON contact (account, email);
CREATE UNIQUE INDEX contact_account_numid ON contact (account, numid);

CREATE TABLE grp (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    member_count INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 1,
    UNIQUE (account, name)
) STRICT;

CREATE TABLE grp_member (
    grp INTEGER NOT NULL REFERENCES grp ON DELETE CASCADE,
    contact INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    PRIMARY KEY (grp, contact)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_filter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 1,
    UNIQUE (account, name)
) STRICT;

CREATE TABLE recipient (
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    address TEXT NOT NULL,
    status TEXT NOT NULL,
    why TEXT NOT NULL DEFAULT '',
    activated_at INTEGER,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (account, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE whitelist (
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    address TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (account, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE suppression (
    id INTEGER PRIMARY KEY,
    account INTEGER REFERENCES account ON DELETE CASCADE,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    source_event INTEGER,
    at INTEGER NOT NULL,
    lifted_at INTEGER,
    lifted_by TEXT,
    lifted_why TEXT,
    rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX suppression_active ON suppression (account, channel, address)
    WHERE lifted_at IS NULL;
CREATE UNIQUE INDEX suppression_active_everywhere ON suppression (channel, address)
    WHERE lifted_at IS NULL AND account IS NULL;
CREATE INDEX suppression_listed ON suppression (account, channel, lifted_at, at)
    WHERE lifted_at IS NULL;
CREATE INDEX suppression_at ON suppression (account, at);
CREATE INDEX suppression_created ON suppression (at);
CREATE INDEX suppression_address ON suppression (address);
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
CREATE INDEX campaign_listed ON campaign (account, created_at) WHERE channel = 'sms' AND audience LIKE '{"addresses":%' AND (state <> 'draft' OR source = 'smsdrop');
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
CREATE INDEX submission_unique_id ON submission (unique_id) WHERE unique_id IS NOT NULL;

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
CREATE UNIQUE INDEX delivery_once ON delivery (submission, address) WHERE role = 0 AND is_duplicate = 0;
CREATE INDEX delivery_due ON delivery (lane, next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX delivery_user ON delivery (smtp_user, next_at) WHERE lane = 0 AND next_at IS NOT NULL AND smtp_user IS NOT NULL;
CREATE INDEX delivery_claimed ON delivery (epoch, id) WHERE state = 2;
CREATE INDEX delivery_batch ON delivery (batch, state, id);
CREATE INDEX delivery_contact ON delivery (contact, id);
CREATE INDEX delivery_address ON delivery (address, id);
CREATE INDEX delivery_external ON delivery (external_id) WHERE external_id IS NOT NULL;

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
CREATE INDEX archive_segment ON archive (segment, at) WHERE segment IS NOT NULL;
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    kind INTEGER NOT NULL,
    at INTEGER NOT NULL,
    delivery INTEGER,
    batch INTEGER,
    campaign INTEGER,
    contact INTEGER,
    address TEXT,
    source TEXT NOT NULL,
    ext_id TEXT,
    code INTEGER,
    enhanced TEXT,
    rule TEXT,
    detail TEXT,
    link INTEGER,
    ip TEXT,
    agent TEXT,
    is_machine INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX event_at ON event (at);
CREATE INDEX event_address ON event (address, at) WHERE address IS NOT NULL;
CREATE INDEX event_contact ON event (contact, at);
CREATE INDEX event_campaign ON event (campaign, kind, at);
CREATE INDEX event_account ON event (account, kind, at);
CREATE INDEX event_delivery ON event (delivery, kind);
CREATE INDEX event_batch ON event (batch, id);
CREATE UNIQUE INDEX event_once ON event (source, ext_id) WHERE ext_id IS NOT NULL;
CREATE UNIQUE INDEX event_terminal ON event (delivery) WHERE kind <= 5;

CREATE TABLE event_day (
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    campaign INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    day INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (account, campaign, kind, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    campaign INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
    kind INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (campaign, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE hook (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    webhook_id TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    events TEXT NOT NULL DEFAULT '',
    key_sealed BLOB,
    description TEXT NOT NULL DEFAULT '',
    stores_log INTEGER NOT NULL DEFAULT 0,
    is_active INTEGER NOT NULL DEFAULT 1,
    last_success_at INTEGER,
    last_answer TEXT NOT NULL DEFAULT '',
    last_answer_at INTEGER,
    total_events INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX hook_account ON hook (account);

CREATE TABLE hook_out (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    hook INTEGER REFERENCES hook ON DELETE CASCADE,
    endpoint TEXT NOT NULL,
    url TEXT NOT NULL,
    event INTEGER NOT NULL,
    event_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'new',
    attempt INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER,
    last_status INTEGER,
    last_answer TEXT,
    last_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX hook_out_due ON hook_out (endpoint, next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX hook_out_hook ON hook_out (hook);
CREATE INDEX hook_out_untaken ON hook_out (hook) WHERE state = 'untaken';
CREATE INDEX hook_out_ended ON hook_out (last_at) WHERE next_at IS NULL;

CREATE TABLE hook_rest (
    endpoint TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    until INTEGER
) STRICT, WITHOUT ROWID;
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

CREATE TABLE engine (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    pid INTEGER NOT NULL,
    started_at INTEGER NOT NULL
) STRICT;
INSERT INTO engine (id, epoch, boot_id, pid, started_at) VALUES (1, 0, '', 0, 0);

CREATE TABLE signing_key (
    id INTEGER PRIMARY KEY,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
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

CREATE TABLE simulated_answer (
    due_at INTEGER NOT NULL,
    delivery INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (due_at, delivery, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX campaign_live ON campaign (id) WHERE state <> 'draft' AND finished_at IS NULL;
CREATE INDEX contact_by_email ON contact (email_sort);
CREATE INDEX contact_by_name ON contact (name_sort);
CREATE INDEX contact_by_last_event ON contact (last_event_sort);
CREATE INDEX contact_by_state ON contact (state);
CREATE UNIQUE INDEX contact_phone ON contact (account, phone) WHERE phone IS NOT NULL;
CREATE INDEX contact_by_age ON contact (age, sex);
CREATE INDEX contact_hard_bounced ON contact (hard_count) WHERE hard_count > 0;
CREATE INDEX contact_soft_bounced ON contact (soft_count) WHERE soft_count > 0;
CREATE INDEX contact_limited ON contact (allows_email, allows_sms) WHERE allows_email + allows_sms < 2;
CREATE INDEX contact_invalid ON contact (account) WHERE invalid_at IS NOT NULL;
CREATE INDEX contact_whitelisted ON contact (whitelisted_at) WHERE whitelisted_at IS NOT NULL;
CREATE TABLE contact_block (
    id INTEGER PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;
CREATE TABLE contact_stale (
    block INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE contact_fence (
    sort TEXT NOT NULL,
    place INTEGER NOT NULL,
    sort_key TEXT NOT NULL,
    contact INTEGER NOT NULL,
    PRIMARY KEY (sort, place)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER contact_search_insert AFTER INSERT ON contact BEGIN
    INSERT INTO contact_stale (block) VALUES (new.id / 1024) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contact_search_update AFTER UPDATE OF search ON contact
WHEN old.search <> new.search BEGIN
    INSERT INTO contact_stale (block) VALUES (new.id / 1024) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contact_search_delete AFTER DELETE ON contact BEGIN
    INSERT INTO contact_stale (block) VALUES (old.id / 1024) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contact_suppressed_insert AFTER INSERT ON contact
WHEN (EXISTS (SELECT 1 FROM suppression s WHERE s.account = new.account AND s.channel = 'email'
         AND s.address = new.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = new.email
            AND s.account IS NULL AND s.lifted_at IS NULL)) OR EXISTS (SELECT 1 FROM recipient r WHERE r.account = new.account AND r.address = new.email
        AND r.status = 'inactive') BEGIN
    UPDATE contact SET is_suppressed = (EXISTS (SELECT 1 FROM suppression s WHERE s.account = new.account AND s.channel = 'email'
         AND s.address = new.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = new.email
            AND s.account IS NULL AND s.lifted_at IS NULL)), is_inactive = EXISTS (SELECT 1 FROM recipient r WHERE r.account = new.account AND r.address = new.email
        AND r.status = 'inactive')
    WHERE id = new.id;
END;
CREATE TRIGGER contact_suppressed_update AFTER UPDATE OF email ON contact
WHEN old.email IS NOT new.email BEGIN
    UPDATE contact SET is_suppressed = (EXISTS (SELECT 1 FROM suppression s WHERE s.account = new.account AND s.channel = 'email'
         AND s.address = new.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = new.email
            AND s.account IS NULL AND s.lifted_at IS NULL)), is_inactive = EXISTS (SELECT 1 FROM recipient r WHERE r.account = new.account AND r.address = new.email
        AND r.status = 'inactive')
    WHERE id = new.id;
END;
CREATE TRIGGER suppression_insert AFTER INSERT ON suppression BEGIN
    UPDATE contact SET is_suppressed = (EXISTS (SELECT 1 FROM suppression s WHERE s.account = contact.account AND s.channel = 'email'
         AND s.address = contact.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = contact.email
            AND s.account IS NULL AND s.lifted_at IS NULL))
    WHERE account = new.account AND email = new.address;
    UPDATE contact SET is_suppressed = (EXISTS (SELECT 1 FROM suppression s WHERE s.account = contact.account AND s.channel = 'email'
         AND s.address = contact.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = contact.email
            AND s.account IS NULL AND s.lifted_at IS NULL))
    WHERE new.account IS NULL AND email_sort = new.address;
END;
CREATE TRIGGER suppression_update AFTER UPDATE OF account, channel, address, lifted_at ON suppression BEGIN
    UPDATE contact SET is_suppressed = (EXISTS (SELECT 1 FROM suppression s WHERE s.account = contact.account AND s.channel = 'email'
         AND s.address = contact.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = contact.email
            AND s.account IS NULL AND s.lifted_at IS NULL))
    WHERE account = old.account AND email = old.address;
    UPDATE contact SET is_suppressed = (EXISTS (SELECT 1 FROM suppression s WHERE s.account = contact.account AND s.channel = 'email'
         AND s.address = contact.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = contact.email
            AND s.account IS NULL AND s.lifted_at IS NULL))
    WHERE old.account IS NULL AND email_sort = old.address;
    UPDATE contact SET is_suppressed = (EXISTS (SELECT 1 FROM suppression s WHERE s.account = contact.account AND s.channel = 'email'
         AND s.address = contact.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = contact.email
            AND s.account IS NULL AND s.lifted_at IS NULL))
    WHERE account = new.account AND email = new.address;
    UPDATE contact SET is_suppressed = (EXISTS (SELECT 1 FROM suppression s WHERE s.account = contact.account AND s.channel = 'email'
         AND s.address = contact.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = contact.email
            AND s.account IS NULL AND s.lifted_at IS NULL))
    WHERE new.account IS NULL AND email_sort = new.address;
END;
CREATE TRIGGER suppression_delete AFTER DELETE ON suppression BEGIN
    UPDATE contact SET is_suppressed = (EXISTS (SELECT 1 FROM suppression s WHERE s.account = contact.account AND s.channel = 'email'
         AND s.address = contact.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = contact.email
            AND s.account IS NULL AND s.lifted_at IS NULL))
    WHERE account = old.account AND email = old.address;
    UPDATE contact SET is_suppressed = (EXISTS (SELECT 1 FROM suppression s WHERE s.account = contact.account AND s.channel = 'email'
         AND s.address = contact.email AND s.lifted_at IS NULL)
 OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = contact.email
            AND s.account IS NULL AND s.lifted_at IS NULL))
    WHERE old.account IS NULL AND email_sort = old.address;
END;
CREATE TRIGGER recipient_insert AFTER INSERT ON recipient BEGIN
    UPDATE contact SET is_inactive = (new.status = 'inactive')
    WHERE account = new.account AND email = new.address;
END;
CREATE TRIGGER recipient_update AFTER UPDATE OF status ON recipient BEGIN
    UPDATE contact SET is_inactive = (new.status = 'inactive')
    WHERE account = new.account AND email = new.address;
END;
CREATE TRIGGER recipient_delete AFTER DELETE ON recipient BEGIN
    UPDATE contact SET is_inactive = 0 WHERE account = old.account AND email = old.address;
END;
CREATE TRIGGER contact_whitelisted_insert AFTER INSERT ON contact
WHEN EXISTS (SELECT 1 FROM whitelist w WHERE w.account = new.account AND w.address = new.email) BEGIN
    UPDATE contact SET whitelisted_at = (SELECT w.at FROM whitelist w
        WHERE w.account = new.account AND w.address = new.email)
    WHERE id = new.id AND whitelisted_at IS NULL;
    DELETE FROM whitelist WHERE account = new.account AND address = new.email;
END;
CREATE TRIGGER contact_whitelisted_update AFTER UPDATE OF email ON contact
WHEN old.email IS NOT new.email AND EXISTS (SELECT 1 FROM whitelist w WHERE w.account = new.account AND w.address = new.email) BEGIN
    UPDATE contact SET whitelisted_at = (SELECT w.at FROM whitelist w
        WHERE w.account = new.account AND w.address = new.email)
    WHERE id = new.id AND whitelisted_at IS NULL;
    DELETE FROM whitelist WHERE account = new.account AND address = new.email;
END;
CREATE TRIGGER grp_member_insert AFTER INSERT ON grp_member BEGIN
    UPDATE grp SET member_count = member_count + 1 WHERE id = new.grp;
END;
CREATE TRIGGER grp_member_delete AFTER DELETE ON grp_member BEGIN
    UPDATE grp SET member_count = member_count - 1 WHERE id = old.grp;
END;

CREATE TRIGGER smtp_user_limit AFTER UPDATE OF status, hourly_limit, total_limit ON smtp_user
WHEN (old.status, old.hourly_limit, old.total_limit)
    <> (new.status, new.hourly_limit, new.total_limit) BEGIN
    UPDATE delivery SET next_at = changed_at
        WHERE lane = 0 AND next_at IS NOT NULL AND smtp_user IS NOT NULL AND smtp_user = new.id AND state = 1 AND next_at > changed_at;
END;
CREATE TRIGGER account_limit AFTER UPDATE OF email_cap, is_active ON account
WHEN old.email_cap IS NOT new.email_cap OR old.is_active <> new.is_active BEGIN
    UPDATE delivery SET next_at = changed_at
        WHERE lane = 0 AND next_at IS NOT NULL AND state = 1 AND next_at > changed_at
        AND (SELECT b.account FROM batch b WHERE b.id = delivery.batch) = new.id;
END;

CREATE INDEX grp_member_contact ON grp_member (contact, grp);
