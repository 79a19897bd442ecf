extension Predicate {
    /// The one delivery of a submission to a person: not a copy, not a repeat of the address.
    package static let deliveryFirst = "role = 0 AND is_duplicate = 0"
    /// Queued or deferred: exactly these rows have a time to be tried.
    package static let deliveryWaiting = "next_at IS NOT NULL"
    /// Waiting single messages that count for an SMTP user's limits.
    package static let deliveryOfUser = "lane <= 0 AND next_at IS NOT NULL AND smtp_user IS NOT NULL"
    /// The same as older files have it, with one lane.
    static let deliveryOfUserFirst = "lane = 0 AND next_at IS NOT NULL AND smtp_user IS NOT NULL"
    package static let deliveryClaimed = "state = 2"
    package static let deliveryExternal = "external_id IS NOT NULL"
}

/// One message to one person.
///
/// A delivery waits in its `lane`: the campaign's id, or a `SingleLane` for single sends; `next_at` is set exactly while it waits, so a
/// paused campaign costs the claim nothing. `first_at` is the time of the first attempt, from which it has three days.
/// `state` is a `StoredDeliveryState`.
enum DeliveryTables {
    static let create = """
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
        CREATE INDEX delivery_user ON delivery (smtp_user, next_at) WHERE \(Predicate.deliveryOfUserFirst);
        CREATE INDEX delivery_claimed ON delivery (epoch, id) WHERE \(Predicate.deliveryClaimed);
        CREATE INDEX delivery_batch ON delivery (batch, state, id);
        CREATE INDEX delivery_contact ON delivery (contact, id);
        CREATE INDEX delivery_address ON delivery (address, id);
        CREATE INDEX delivery_external ON delivery (external_id) WHERE \(Predicate.deliveryExternal);
        """
}

/// What the sandbox's recipients have yet to answer: an answer goes in with the acceptance and out with its event, so that none
/// is given twice.
enum AnswerTable {
    static let create = """
        CREATE TABLE simulated_answer (
            due_at INTEGER NOT NULL,
            delivery INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            PRIMARY KEY (due_at, delivery, kind)
        ) STRICT, WITHOUT ROWID;
        """
}
