import FoundationEssentials
import GRDB
import ServiceCore

/// What each account would do with a message to one address.
struct PersonQueries {
    let connection: ConnectionID
    let address: String
    let channel: Channel
    let db: Database

    /// One verdict per account that knows the address; where none does, one for each that may send.
    func verdicts() throws -> [PersonTrace.Verdict] {
        let accounts = try GRDB.Row.fetchAll(
            db, sql: "SELECT id, username, is_active FROM account ORDER BY lower(username)")
        let known = try accounts.filter { try isKnown(to: $0["id"]) }
        let shown = known.isEmpty ? accounts.filter { $0["is_active"] } : known
        return try shown.map { try verdict(account: $0["id"], name: $0["username"]) }
    }

    private func isKnown(to account: Int64) throws -> Bool {
        let column = channel == .email ? "email" : "phone"
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM contact WHERE account = ?1 AND \(column) = ?2)
                OR EXISTS (SELECT 1 FROM suppression WHERE account = ?1 AND address = ?2)
                OR EXISTS (SELECT 1 FROM delivery d JOIN batch b ON b.id = d.batch
                           WHERE d.address = ?2 AND b.account = ?1)
                """, arguments: [account, address]) ?? false
    }

    private func verdict(account: Int64, name: String) throws -> PersonTrace.Verdict {
        var person = try ListedPerson.find(address, channel, account: account, in: db)
        person.facts.isSenderApproved = try hasSender(account)
        let contact = try person.contact.flatMap { try ContactRows(db: db, connection: connection).contact($0) }
        var verdict = PersonTrace.Verdict(connection: connection, account: name, contact: contact?.id)
        verdict.stop = try SendRules.stop(person.facts).map { try stop($0, account, contact) }
        verdict.notes = try notes(account, contact)
        return verdict
    }

    /// The rule on senders asks for one sender; a person can be reached where any of the account's would do.
    private func hasSender(_ account: Int64) throws -> Bool {
        guard channel == .email else { return true }
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM sender WHERE account = ?1 AND status = 'ready')
                OR EXISTS (SELECT 1 FROM sending_domain WHERE account = ?1
                           AND (dkim_state = 'right' OR verify_state IN ('right', 'verified')))
                """, arguments: [account]) ?? false
    }
}

extension PersonQueries {
    private func stop(
        _ reason: NotSentReason, _ account: Int64, _ contact: Contact?
    ) throws -> PersonTrace.Stop {
        switch reason {
        case .suppressed: return try suppressionStop(reason, account, contact)
        case .invalid:
            return PersonTrace.Stop(
                rule: reason.text, since: contact?.invalidSince,
                cause: try invalidCause(contact), remedy: "revalidate")
        case .senderNotApproved:
            return PersonTrace.Stop(rule: reason.text, cause: "the account has no approved sender")
        case .channelNotAllowed:
            return PersonTrace.Stop(rule: reason.text, cause: "\(channel.rawValue) is switched off for the contact")
        default: return PersonTrace.Stop(rule: reason.text, cause: "the address has no usable form")
        }
    }

    private func suppressionStop(
        _ reason: NotSentReason, _ account: Int64, _ contact: Contact?
    ) throws -> PersonTrace.Stop {
        let row = try GRDB.Row.fetchOne(
            db,
            sql: """
                SELECT s.at, s.note, s.account IS NULL AS everywhere, k.title FROM suppression s
                LEFT JOIN event e ON e.id = s.source_event LEFT JOIN campaign k ON k.id = e.campaign
                WHERE s.channel = ? AND s.address = ? AND (s.account = ? OR s.account IS NULL)
                AND s.lifted_at IS NULL ORDER BY s.account IS NULL LIMIT 1
                """, arguments: [channel.rawValue, address, account])
        var causes: [String] = []
        if let title = row?["title"] as String? { causes.append("campaign \(title)") }
        if let note = row?["note"] as String?, !note.isEmpty { causes.append(note) }
        if row?["everywhere"] == true { causes.append("for all accounts") }
        if causes.isEmpty, let who = try whoSuppressed(account) { causes.append(who) }
        return PersonTrace.Stop(
            rule: reason.text, since: (row?["at"] as Int64?).map { Date(storedTime: $0) },
            cause: causes.joined(separator: ", "), remedy: "allow")
    }

    private func whoSuppressed(_ account: Int64) throws -> String? {
        try source(of: .suppressed, SQLPart("e.account = ? AND e.address = ?", [account, address]))
    }

    /// Why it was made invalid, and by which campaign's bounce.
    private func invalidCause(_ contact: Contact?) throws -> String {
        guard let contact else { return "" }
        let campaign = try String.fetchOne(
            db,
            sql: """
                SELECT k.title FROM event e JOIN campaign k ON k.id = e.campaign
                WHERE e.contact = ? AND e.kind = ? ORDER BY e.at DESC LIMIT 1
                """, arguments: [contact.id.native, StoredEventKind.invalidated.rawValue])
        return [contact.invalidReason, campaign.map { "campaign \($0)" } ?? ""].filter { !$0.isEmpty }
            .joined(separator: ", ")
    }

    private func source(of kind: StoredEventKind, _ part: SQLPart) throws -> String? {
        try String.fetchOne(
            db,
            sql: "SELECT e.source FROM event e WHERE e.kind = \(kind.rawValue) AND \(part.sql) ORDER BY e.id DESC LIMIT 1",
            arguments: part.arguments)
    }

    private func notes(_ account: Int64, _ contact: Contact?) throws -> [String] {
        var notes: [String] = []
        guard let contact else { return ["not a contact of this account"] }
        if let since = contact.whitelistedSince { notes.append("whitelisted since \(since.formatted(.iso8601))") }
        if contact.hardBounces > 0 { notes.append("\(contact.hardBounces) hard bounces counted") }
        if contact.softBounces > 0 { notes.append("\(contact.softBounces) soft bounces counted") }
        if contact.recipientStatus == "inactive" { notes.append("inactive recipient; activate lifts it") }
        let lifted = try GRDB.Row.fetchOne(
            db,
            sql: """
                SELECT reason, lifted_at, lifted_by FROM suppression WHERE address = ? AND account = ?
                AND lifted_at IS NOT NULL ORDER BY lifted_at DESC LIMIT 1
                """, arguments: [address, account])
        if let lifted {
            let time = Date(storedTime: lifted["lifted_at"]).formatted(.iso8601)
            let who = (lifted["lifted_by"] as String?).map { " by \($0)" } ?? ""
            notes.append("suppressed before (\(lifted["reason"] as String)), lifted \(time)\(who)")
        }
        return notes
    }
}
