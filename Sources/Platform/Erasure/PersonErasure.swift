import FoundationEssentials
import ServiceCore
import Store

/// Erases one person from the tables, as one transaction with its entry in the trail.
///
/// Rows that are counted stay, without whom they were about: an audience goes on being the sum of its states. What waited is
/// cancelled, and the address stays suppressed by a keyed hash.
struct PersonErasure {
    let session: EditSession
    let person: PersonIdentity
    let vault: Vault
    let mentions: Mentions
    var told: ErasedPart

    init(_ address: PersonAddress, vault: Vault, in session: EditSession) throws {
        person = try PersonIdentity(address, in: session.database)
        mentions = Mentions(
            try person.spellings(in: session.database), name: ErasedKey(of: address.key, vault).alias)
        told = ErasedPart(connection: session.connection)
        (self.session, self.vault) = (session, vault)
    }

    var db: WriteTransaction { session.database }

    /// - Throws: `.refused` where a hold stands; nothing is changed then.
    mutating func run() throws -> ErasedPart {
        var erasure = self
        try db.overwritingDeleted { try erasure.erase() }
        self = erasure
        return told
    }

    private mutating func erase() throws {
        try Holds(db: db).refuse("erased", of: person.keys)
        let counting = PersonCounting(
            person: person, mentions: mentions, connection: session.connection, db: db)
        told.erased = try counting.parts()
        let trail = try counting.trail()
        try tellOfWay(counting)
        try cancelWaiting()
        try eraseHappenings(counting.hooks)
        try eraseMessages()
        try eraseLists()
        try eraseKeptRows()
        try eraseMarks()
        try db.execute("DELETE FROM contact WHERE id IN (\(list: person.contacts))")
        try suppress()
        try record(erasing: trail)
        try MetaKey.wipesFile.set("1", in: db)
    }

    private mutating func tellOfWay(_ counting: PersonCounting) throws {
        let underWay = try counting.underWay()
        if underWay > 0 {
            told.stays.append(
                "\(NumberText.counted(underWay, "message")) being handed over at this moment may still arrive."
            )
        }
        for number in person.shared {
            told.stays.append("\(number) is another contact’s too: what went to it stays.")
        }
    }

    // MARK: What is to come

    /// What waits is never sent; its credits go back.
    private func cancelWaiting() throws {
        var work = DeliveryTransaction(db, now: session.now, source: "edit")
        let outstanding = try SQLRow.fetchAll(
            db,
            """
            SELECT b.campaign, count(*) FROM simulated_answer s JOIN delivery d ON d.id = s.delivery
            JOIN batch b ON b.id = d.batch WHERE s.delivery IN (\(sql: deliveries)) GROUP BY b.campaign
            """)
        for row in outstanding { work.deltas.expectAnswers(-(row[1] as Int), row[0]) }
        try db.execute("DELETE FROM simulated_answer WHERE delivery IN (\(sql: deliveries))")
        try eraseDeliveries()
        let waiting = try Int64.fetchAll(
            db,
            "SELECT id FROM delivery WHERE id IN (\(sql: deliveries)) AND \(sql: Predicate.deliveryWaiting)")
        for id in waiting {
            guard let row = try work.delivery(id) else { continue }
            try work.stop(row, as: .cancelled, .cancelled, reason: NotSentReason.suppressed(.erased).text)
        }
        try work.finish()
        try db.execute("DELETE FROM frozen_audience WHERE contact IN (\(list: person.contacts))")
    }

    /// First of all, so that nothing that is told of them later names anybody.
    private func eraseDeliveries() throws {
        try db.execute(
            """
            UPDATE delivery SET address = 'erased-' || substr(\(sql: ErasedKey.name)(address), 2, 12),
            written = NULL, name = '', contact = NULL, reply = NULL, merge = NULL, external_id = NULL
            WHERE id IN (\(sql: deliveries))
            """)
    }

    // MARK: What has happened

    private func eraseHappenings(_ hooks: SQL) throws {
        try db.execute("DELETE FROM hook_out WHERE \(hooks)")
        try db.execute(
            """
            UPDATE event SET address = CASE WHEN address IS NOT NULL THEN \(mentions.name) END, written = NULL,
            contact = NULL, ext_id = NULL, detail = NULL, link = NULL, ip = NULL, agent = NULL
            WHERE \(person.events)
            """)
        try eraseTallies()
    }

    /// Replies are counted by their words, which may name whom they are about.
    private func eraseTallies() throws {
        let rows = try SQLRow.fetchAll(
            db, "SELECT campaign, kind, text, n FROM campaign_tally WHERE \(mentions.condition("text"))")
        for row in rows where mentions.isIn(row[2] as String) {
            let (campaign, kind, text): (Int64, Int, String) = (row[0], row[1], row[2])
            try db.execute(
                "DELETE FROM campaign_tally WHERE campaign = \(campaign) AND kind = \(kind) AND text = \(text)"
            )
            try db.execute(
                """
                INSERT INTO campaign_tally (campaign, kind, text, n)
                VALUES (\(campaign), \(kind), \(mentions.replaced(in: text)), \(row[3] as Int))
                ON CONFLICT (campaign, kind, text) DO UPDATE SET n = campaign_tally.n + excluded.n
                """)
        }
    }

    // MARK: Marks, and what stays

    private func eraseMarks() throws {
        for table in ["recipient", "whitelist", "suppression"] {
            try db.execute("DELETE FROM \(sql: table) WHERE address IN (\(list: person.keys))")
        }
        try db.execute(
            """
            UPDATE parted_delivery SET address = 'erased-' || substr(\(sql: ErasedKey.name)(address), 2, 12),
            written = NULL WHERE address IN (\(list: person.keys))
            """)
        try db.execute("DELETE FROM hold WHERE address IN (\(list: person.keys))")
        try replace(in: "sms_ledger", "note")
        try replace(in: "link", "url")
    }

    /// One entry for each address and number, for all accounts.
    private mutating func suppress() throws {
        for key in person.keys {
            let channel = key.contains("@") ? Channel.email : .sms
            try db.execute(
                SQL.dialect.insertOrIgnore(
                    """
                    INTO suppression (account, channel, address, reason, note, at)
                    VALUES (NULL, \(channel.rawValue), \(ErasedKey(of: key, vault).text),
                    \(Suppression.Reason.erased.rawValue), '', \(session.now.storedTime))
                    """))
        }
        let count = NumberText.counted(person.keys.count, "keyed hash", "keyed hashes")
        told.notes.append("\(count) kept, by which the person stays suppressed in all accounts.")
    }

    /// The trail says that somebody was erased, and names them by what they are called from now on.
    private func record(erasing trail: [Int64]) throws {
        var changes = told.found.map {
            FieldChange(field: $0.what, label: $0.what, before: .integer($0.count), after: .none)
        }
        if !trail.isEmpty {
            changes.append(
                FieldChange(
                    field: AuditErasing.field, label: "Entries", before: .none,
                    after: .text(AuditErasing.ranges(trail))))
        }
        let entry = try AuditQueries.append(
            AuditRecord(
                time: session.now, who: session.who, connection: session.connection,
                action: AuditErasing.action,
                target: ResourceID(session.connection, .person, mentions.name), title: mentions.name,
                changes: changes), in: db)
        try AuditErasing(db: db, person: mentions, contacts: person.contacts).erase(trail, by: entry)
    }
}

extension PersonErasure {
    var deliveries: String { IDList.text(person.deliveries) }

    /// Puts what the person is called now in place of the address, in rows that are kept for others.
    func replace(in table: String, _ column: String) throws {
        let rows = try SQLRow.fetchAll(
            db, "SELECT id, \(sql: column) FROM \(sql: table) WHERE \(mentions.condition(column))")
        for row in rows where mentions.isIn(row[1] as String) {
            try db.execute(
                """
                UPDATE \(sql: table) SET \(sql: column) = \(mentions.replaced(in: row[1] as String))
                WHERE id = \(row[0] as Int64)
                """)
        }
    }
}
