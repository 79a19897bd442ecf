package import ServiceCore
package import Store

/// The single facts that the database keeps about itself.
package enum MetaKey: String, Sendable {
    /// Set where `demo` made the folder; it may then fill, reopen or remove it.
    case createdByDemo = "created_by_demo"
    /// What of a demo's past is still to be played, as JSON.
    case samplePast = "sample_past"
    /// Tells a key file that belongs to this database from one that does not.
    case keyFingerprint = "key_fingerprint"
    /// There while a big load has the contact indices taken down.
    case bulkLoad = "bulk_load"
    /// Why no engine works, as JSON.
    case engineHold = "engine_hold"
    /// What bringing the file up to date did to people's rows, until somebody has been told.
    case upgradeNotice = "upgrade_notice"
    /// Where bytes of archived messages stand that are to be overwritten, as JSON.
    case archiveLeftovers = "archive_leftovers"
    /// There while the file may hold what was erased where no row does, and is to be written anew.
    case wipesFile = "wipes_file"
    /// The relay that messages leave through, as JSON; nothing where they stay on this machine.
    case relay
    /// The gateway that text messages leave through, as JSON; nothing where there is none.
    case gateway
    /// What came of trying relays, each the last time, by their URLs, as JSON.
    case relayChecks = "relay_checks"
    /// The last entry of the trail that tells of filters in the grammar in which commas and `~` meant themselves.
    case lastPlainFilter = "last_plain_filter"
    /// The domain to which failures of messages come back.
    case bounceDomain = "bounce_domain"
    /// The last delivery whose Message-ID is no signed token.
    case lastPlainMessageID = "last_plain_message_id"
    /// Scheme, host and port under which the outside reaches tracking and unsubscribe pages.
    case publicURL = "public_url"
    /// Where processes serve the directory, as JSON.
    case listeners
    /// The operator's rules for bounces and roles, as JSON.
    case rules

    package func value(in db: ReadTransaction) throws -> String? {
        try String.fetchOne(db, "SELECT value FROM meta WHERE key = \(rawValue)")
    }

    /// Sets the fact, or forgets it with nil.
    package func set(_ value: String?, in db: WriteTransaction) throws {
        guard let value else {
            return try db.execute("DELETE FROM meta WHERE key = \(rawValue)")
        }
        try db.execute(
            """
            INSERT INTO meta (key, value) VALUES (\(rawValue), \(value))
            ON CONFLICT (key) DO UPDATE SET value = excluded.value
            """)
    }
}

extension PlatformStore {
    package func meta(_ key: MetaKey) async throws(ServiceError) -> String? {
        try await read { db in try key.value(in: db) }
    }

    /// What an upgrade did that people must know of, told once; nil where there is nothing to tell.
    package func takeUpgradeNotice() async throws(ServiceError) -> String? {
        guard !isReadOnly, try await meta(.upgradeNotice) != nil else { return nil }
        return try await write { db in
            defer { try? MetaKey.upgradeNotice.set(nil, in: db) }
            return try MetaKey.upgradeNotice.value(in: db)
        }
    }
}

/// What is known of the file itself, and which process sends.
enum MetaTables {
    static let create = """
        CREATE TABLE meta (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE engine (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            epoch INTEGER NOT NULL,
            boot_id TEXT NOT NULL,
            pid INTEGER NOT NULL,
            started_at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO engine (id, epoch, boot_id, pid, started_at) VALUES (1, 0, '', 0, 0);
        """
}
