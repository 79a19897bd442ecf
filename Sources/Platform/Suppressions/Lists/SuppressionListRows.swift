import FoundationEssentials
import ServiceCore
import Store

/// What a list of addresses that must not be sent to does to an account's, or to those of all accounts.
struct SuppressionListRows: ListTaking {
    let kind = ResourceKind.suppression
    let account: Int64?
    let queries: SuppressionQueries
    let telling: SuppressionTelling
    /// Of rows that name none.
    let reason: Suppression.Reason

    func entry(_ cells: ListCells) throws(ServiceError) -> Suppression {
        guard cells.values.text("state")?.lowercased() != "lifted" else {
            throw ServiceError(.invalid, "it is lifted")
        }
        var values = cells.values
        values["account"] = nil
        var entry = try SuppressionForm.entry(values, on: queries.connection)
        entry.reason = reason
        if let word = cells.values.text("reason") {
            if let known = Suppression.Reason(word: word) {
                entry.reason = known
            } else if entry.note.isEmpty {
                // Words that are none of the reasons say more about it.
                values["note"] = word
                entry.note = try values.line("note") ?? ""
            }
        }
        guard let text = cells.values.text("created") else { return entry }
        guard let time = MailTime.instant(text) else {
            throw ServiceError(.invalid, "“\(text)” is no time.")
        }
        entry.created = time
        return entry
    }

    func identities(of entry: Suppression) -> [String] {
        ["\(entry.channel.rawValue) \(AddressRules.key(of: entry.address))"]
    }

    func name(of entry: Suppression) -> String { entry.address }

    func judge(_ entries: [Suppression], in db: ReadTransaction) throws -> [ListJudgement<Never>] {
        var known: Set<String> = []
        for start in stride(from: 0, to: entries.count, by: 500) {
            let keys = entries[start..<min(start + 500, entries.count)].map {
                AddressRules.key(of: $0.address)
            }
            let rows = try SQLRow.fetchAll(
                db,
                """
                SELECT channel, address FROM suppression WHERE \(SuppressionQueries.own(account))
                AND address IN (\(list: keys)) AND lifted_at IS NULL
                """)
            known.formUnion(rows.map { "\($0[0] as String) \($0[1] as String)" })
        }
        let erased = ErasedPeople(db: db)
        return try entries.map { entry in
            // Who was erased is suppressed by that already; the address itself must not come back.
            let isThere =
                try !known.isDisjoint(with: identities(of: entry))
                || erased.time(of: entry.address, entry.channel) != nil
            return isThere ? .same(known: []) : .new
        }
    }

    func write(
        _ entries: [(entry: Suppression, judgement: ListJudgement<Never>)], in session: EditSession
    ) throws -> ImportPart {
        var (part, told) = (ImportPart(), ToldEvents())
        for case (let entry, .new) in entries {
            let native = try queries.insert(
                entry, account: account, at: entry.created ?? session.now, in: session.database)
            guard let id = Int64(native) else { continue }
            part.made = (part.made?.lowerBound ?? id)...id
            try telling.tell(.suppressed, id, entry.note, &told, session)
        }
        if told != ToldEvents() { part.rest.note = try JSONText.text(told) }
        return part
    }

    func newGroups(_ entries: [Suppression], in db: ReadTransaction) throws -> [String] { [] }
}

/// Takes back what a list of suppressions did.
struct SuppressionListReverting: ImportReverting {
    let telling: SuppressionTelling

    func takeBack(_ part: ImportPart, of list: StoredImport, in db: WriteTransaction) throws -> Int {
        guard let ids = part.made else { return 0 }
        let own: SQL = """
            FROM suppression WHERE id BETWEEN \(ids.lowerBound) AND \(ids.upperBound)
            AND \(SuppressionQueries.own(list.account))
            """
        let unchanged: SQL = "\(own) AND rev = 1 AND lifted_at IS NULL"
        if let note = part.rest.note {
            try telling.takeBack(try JSONText.read(note), "SELECT address \(unchanged)", db)
        }
        try db.execute("DELETE \(unchanged)")
        return try Int.fetchOne(db, "SELECT count(*) \(own)") ?? 0
    }
}
