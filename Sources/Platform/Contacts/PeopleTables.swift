extension Predicate {
    package static let contactPhone = "phone IS NOT NULL"
    static let contactSex = "sex IS NOT NULL"
    static let contactInvalid = "invalid_at IS NOT NULL"
    package static let contactWhitelisted = "whitelisted_at IS NOT NULL"
    package static let contactHardBounced = "hard_count > 0"
    package static let contactLimited = "allows_email + allows_sms < 2"
    package static let contactSoftBounced = "soft_count > 0"
}

/// Contacts, what groups them, and what their messages say of the account.
///
/// A contact's `email` is lower case (null for a person known by phone alone). What lists sort by is never
/// null, so that a page is asked for with one comparison of `(column, id)`: `email_sort`, `name_sort`
/// (`SearchFolding.nameSortKey`), `last_event_sort`, `state`, `created_at`. `search` is
/// `SearchFolding.searchText`. `is_suppressed`, `is_inactive` and `grp.member_count` are kept by triggers.
enum PeopleTables {
    static let create = """
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
        \(ContactIndices.createUniqueEmail)
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

        CREATE TABLE global_variable (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            rev INTEGER NOT NULL DEFAULT 1,
            UNIQUE (account, name)
        ) STRICT;
        """
}
