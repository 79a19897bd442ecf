import FoundationEssentials
import ServiceCore
import Store

extension DeliveryTransaction {
    /// Writes the next chunk of an audience that was given as addresses or numbers.
    ///
    /// Each is a row of its own: repeats of an address are not sent, repeats of a number are, as they are charged.
    mutating func prepare(
        _ launch: LaunchRow, list: [String], _ approved: Bool, _ size: Int
    ) throws -> Int64? {
        let start = Int(launch.preparedThrough ?? 0)
        let end = min(list.count, start + size)
        guard start < end else { return nil }
        var seen = Set(list[..<start].map(AddressRules.key))
        for place in start..<end {
            let address = list[place]
            let isFirst = seen.insert(AddressRules.key(of: address)).inserted
            let row = ListedRow(address: address, ordinal: place + 1, isFirst: isFirst)
            try insert(row, ListPlace(launch), approved)
        }
        return Int64(end)
    }

    /// Where listed addresses become rows.
    struct ListPlace {
        let batch: Int64
        let submission: Int64
        /// The campaign, or 0 for single sends.
        let lane: Int64
        /// The campaign that the rows are counted with.
        let campaign: Int64?
        let account: Int64
        let channel: Channel
        let message: FrozenMessage
    }

    /// Writes one listed address as a row, not to be sent where a rule stops it.
    ///
    /// - Returns: the row's id, and why it is not sent, nil where it is.
    @discardableResult
    mutating func insert(
        _ row: ListedRow, _ place: ListPlace, _ approved: Bool
    ) throws -> (id: Int64, reason: String?) {
        let stored = StoredAddress(row.address)
        let person = try ListedPerson.find(row.address, place.channel, account: place.account, in: db)
        var facts = person.facts
        facts.isSenderApproved = approved
        facts.isInactive =
            try source == RecipientState.source
            && RecipientState.isInactive(row.address, account: place.account, in: db)
        facts.isDuplicate = !row.isFirst && place.channel == .email
        let reason = SendRules.stop(facts)?.text
        try db.execute(
            cached: SQL.dialect.insertOrIgnore(
                """
                INTO delivery (submission, batch, lane, ordinal, role, parent, is_duplicate,
                address, written, name, merge, contact, smtp_user, state, reason, next_at, parts, changed_at)
                VALUES (\(place.submission), \(place.batch), \(place.lane), \(row.ordinal),
                \(row.role.rawValue), \(row.parent), \(!row.isFirst), \(stored.key), \(stored.written),
                \(row.name.isEmpty ? person.name : row.name), \(row.merge), \(person.contact),
                \(place.message.smtpUser), \(reason == nil ? 1 : 7), \(reason),
                \(reason == nil ? Self.atOnce : nil), \(place.message.parts), \(time))
                """))
        let id = db.lastInsertedRowID
        guard db.changesCount > 0 else { return (id, reason) }
        deltas.move(place.campaign, from: nil, to: reason == nil ? .queued : .notSent)
        if let reason { try tell(reason, of: id) }
        return (id, reason)
    }

    private mutating func tell(_ reason: String, of id: Int64) throws {
        guard let row = try delivery(id) else { return }
        try event(.notSent, of: row, EventDetail(text: reason))
        deltas.tally(.reason, reason, row.campaign)
        credits.release(row)
    }

    /// One listed address as the row that it becomes.
    struct ListedRow {
        let address: String
        let ordinal: Int
        /// Whether it has not come before in the same message.
        let isFirst: Bool
        /// The contact's own where it is empty.
        var name = ""
        var role = MailDraft.Role.to
        /// The recipient's row that a copy goes with.
        var parent: Int64?
        var merge: String?
    }
}

extension DeliveryTransaction.ListPlace {
    init(_ launch: LaunchRow) {
        self.init(
            batch: launch.batch, submission: launch.submission, lane: launch.campaign,
            campaign: launch.campaign, account: launch.account, channel: launch.channel,
            message: launch.message)
    }
}

/// What is known of an address that an audience names.
struct ListedPerson {
    var contact: Int64?
    var name = ""
    var facts = SendFacts()

    static func find(
        _ address: String, _ channel: Channel, account: Int64, in db: ReadTransaction
    ) throws -> ListedPerson {
        let isEmail = channel == .email
        let key = AddressRules.key(of: address)
        var person = ListedPerson()
        person.facts.hasUsableAddress =
            isEmail ? AddressRules.isUsable(email: address) : AddressRules.isUsable(phone: address)
        person.facts.suppression = try String.fetchOne(
            db,
            cached: SQL(
                text: "SELECT \(SendRuleSQL.suppression(account: "?1", channel: channel, address: "?2"))",
                [account, key])
        ).flatMap { Suppression.Reason(rawValue: $0) }
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT id, trim(first_name || ' ' || last_name), invalid_at IS NOT NULL,
                whitelisted_at IS NOT NULL, allows_email, allows_sms FROM contact
                WHERE account = \(account)
                AND \(sql: isEmail ? "email" : "phone IS NOT NULL AND phone") = \(key)
                """)
        guard let row else { return person }
        person.contact = row[0]
        person.name = row[1]
        person.facts.isInvalid = isEmail && row[2]
        person.facts.isWhitelisted = row[3]
        person.facts.allowsChannel = isEmail ? row[4] : row[5]
        return person
    }
}
