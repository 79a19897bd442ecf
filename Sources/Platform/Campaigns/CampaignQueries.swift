import Foundation
import ServiceCore
import Store

/// The table of campaigns.
struct CampaignQueries: Sendable {
    let connection: ConnectionID
    let vault: Vault

    /// Campaigns with their texts; for rows that are shown or edited.
    var table: OwnedTable<Campaign> { table(withTexts: true) }

    /// - Parameter withTexts: a list of all leaves HTML and text out, which may be large.
    func table(withTexts: Bool) -> OwnedTable<Campaign> {
        let text = SQL.dialect.text(ofBytes: "bytes")
        let texts: SQL = """
            , (SELECT \(sql: text) FROM content WHERE id = t.html_content) AS html
            , (SELECT \(sql: text) FROM content WHERE id = t.text_content) AS text
            """
        let user: SQL = ", (SELECT name FROM smtp_user WHERE id = t.smtp_user) AS smtp_user_name"
        return OwnedTable(
            name: "campaign", connection: connection, nameColumn: "title",
            computed: { (withTexts ? texts + user : user) + Self.fate + Self.start },
            blank: { Campaign(id: $0, account: $1, title: "") },
            columns: [
                .edited("title", \.title), .edited("subject", \.subject), .edited("from_address", \.sender),
                .edited("from_name", \.senderName), .shown("numid", \.numid),
                .shown("rehearsal", \.rehearsal),
                .shown("smtp_user_name", \.smtpUser), .shown("launched_at", \.launched),
                .shown("finished_at", \.finished), .shown("created_at", \.created),
                StoredColumn(read: { read($0, into: &$1, withTexts) }, write: columns),
            ])
    }

    /// Who was not reached, from the counters.
    private static var fate: SQL {
        let parts = [DeliveryState.notSent, .bounced, .unknown].map { String(CounterKind.part($0)) }
        return """
            , (SELECT coalesce(sum(n), 0) FROM counter WHERE campaign = t.id
               AND kind IN (\(sql: parts.joined(separator: ", ")))) AS not_reached
            , (SELECT coalesce(sum(n), 0) FROM counter WHERE campaign = t.id
               AND kind = \(sql: CounterKind.part(.unknown))) AS unknown_count
            """
    }

    /// When a delay ends that counts from when the launch was asked for.
    private static var start: SQL {
        """
        , (SELECT created_at FROM batch WHERE campaign = t.id ORDER BY id DESC LIMIT 1) + t.defer_by * 1000
        AS starts_at
        """
    }

    private func read(_ row: SQLRow, into campaign: inout Campaign, _ withTexts: Bool) {
        campaign.channel = Channel(rawValue: row["channel"]) ?? .email
        campaign.type = CampaignType(rawValue: row["type"]) ?? .normal
        if withTexts { campaign.html = row["html"] ?? "" }
        campaign.text = campaign.channel == .sms ? row["message"] : (withTexts ? row["text"] ?? "" : "")
        campaign.audience = AudienceSpec(json: row["audience"]).words(campaign.channel)
        if campaign.channel == .email { campaign.isArchived = row["archives"] }
        campaign.schedule = Self.schedule(row)
        campaign.state = Campaign.State(rawValue: row["state"]) ?? .draft
        campaign.stateReason = DatedText(kept: row["state_why"])
        campaign.awaitsRelease = campaign.state == .paused && (row["held"] as String?) != nil
        let audience: Int = row["audience_count"] ?? 0
        // Whom a group or a filter names is only known once the launch has frozen it.
        let isFrozen = campaign.state.hasStarted && campaign.state != .preparing
        campaign.audienceSize = isFrozen ? audience : nil
        if isFrozen {
            campaign.notReached = row["not_reached"]
            campaign.unknownCount = row["unknown_count"]
        }
        campaign.starts = row["starts_at"] as Date?
        campaign.partCount = row["part_count"]
        if audience > 0 {
            campaign.percentage = Double(row["terminal_count"] as Int) / Double(audience) * 100
        }
        campaign.key = vault.openIfPossible(row["api_key_sealed"], for: .campaignKey)
    }

    private static func schedule(_ row: SQLRow) -> Campaign.Schedule? {
        if let instant = row["defer_until"] as Date? {
            return .until(instant, original: row["defer_text"] ?? "")
        }
        return (row["defer_by"] as Int?).map { .delay(seconds: $0) }
    }

    /// What an edit writes besides; audience, texts and SMTP user are written by their own functions.
    private func columns(_ campaign: Campaign) -> ColumnValues {
        var until: (Date, String)?
        var delay: Int?
        switch campaign.schedule {
        case .until(let date, let original): until = (date, original)
        case .delay(let seconds): delay = seconds
        case nil: break
        }
        let isSMS = campaign.channel == .sms
        return [
            ("channel", campaign.channel.rawValue), ("type", campaign.type.rawValue),
            ("message", isSMS ? campaign.text : ""),
            ("archives", campaign.isArchived ?? false),
            ("defer_until", until?.0), ("defer_text", until?.1), ("defer_by", delay),
            ("part_count", isSMS ? SMSText(campaign.text, type: campaign.type).parts : 1),
        ]
    }
}

/// The parts of a campaign that stand in other tables or in JSON.
extension CampaignQueries {
    /// Stores a text once, whoever uses it.
    ///
    /// - Returns: its id, nil for an empty text.
    static func content(_ text: String, at time: Int64, in db: WriteTransaction) throws -> Int64? {
        try HashedContent(text)?.store(at: time, in: db)
    }

    /// Writes the texts of an e-mail campaign.
    static func saveTexts(of campaign: Campaign, id: Int64, at time: Int64, in db: WriteTransaction) throws {
        guard campaign.channel == .email else { return }
        try db.execute(
            """
            UPDATE campaign SET html_content = \(try content(campaign.html, at: time, in: db)),
            text_content = \(try content(campaign.text, at: time, in: db)), updated_at = \(time)
            WHERE id = \(id)
            """)
    }

    static func audience(of id: Int64, in db: ReadTransaction) throws -> AudienceSpec {
        let json = try String.fetchOne(db, "SELECT audience FROM campaign WHERE id = \(id)")
        return AudienceSpec(json: json ?? "")
    }

    static func saveAudience(_ spec: AudienceSpec, of id: Int64, in db: WriteTransaction) throws {
        try db.execute("UPDATE campaign SET audience = \(spec.json) WHERE id = \(id)")
    }

    /// - Throws: `.invalid` on `smtp_user` where the account has no such user.
    static func saveSMTPUser(_ name: String?, of id: Int64, account: Int64, in db: WriteTransaction) throws {
        let user = try name.map { name in
            let found = try Int64.fetchOne(
                db, "SELECT id FROM smtp_user WHERE account = \(account) AND name = \(name)")
            guard let found else {
                throw ServiceError(.invalid, "The account has no SMTP user “\(name)”.", field: "smtp_user")
            }
            return found
        }
        try db.execute("UPDATE campaign SET smtp_user = \(user) WHERE id = \(id)")
    }

    /// The next number of the account's campaigns.
    static func nextNumid(account: Int64, in db: WriteTransaction) throws -> Int {
        let next = try Int.fetchOne(
            db,
            """
            UPDATE account SET campaign_numid = max(campaign_numid,
            (SELECT coalesce(max(numid), 0) FROM campaign WHERE account = account.id)) + 1
            WHERE id = \(account) RETURNING campaign_numid
            """)
        return next ?? 1
    }

    func setKey(_ secret: Secret, of id: Int64, in db: WriteTransaction) throws {
        try db.update(
            "campaign", id: id,
            [
                ("api_key_sealed", try vault.seal(secret, for: .campaignKey)),
                ("api_key_hmac", vault.lookupValue(secret, for: .campaignKey)),
            ], isEdit: false)
    }

    /// The group that a form's text names.
    static func group(_ name: String, account: Int64, in db: ReadTransaction) throws -> AudienceSpec {
        let row = try row(of: "group", called: name, in: "grp", account, db)
        return AudienceSpec(kind: .group, id: row["id"], name: row["name"])
    }

    /// The filter that a form's text names.
    static func filter(_ name: String, account: Int64, in db: ReadTransaction) throws -> AudienceSpec {
        let row = try row(of: "filter", called: name, in: "saved_filter", account, db)
        let spec = AudienceSpec(
            kind: .filter, id: row["id"], name: row["name"], query: row["query"], zone: row["zone"])
        _ = try FilterCondition(spec.query ?? "", zone: spec.zone, in: db)
        return spec
    }

    private static func row(
        of kind: String, called name: String, in table: String, _ account: Int64, _ db: ReadTransaction
    ) throws -> SQLRow {
        if let row = try NameIdentity.row(called: name, in: table, account: account, db) { return row }
        let known = try String.fetchAll(
            db, "SELECT name FROM \(sql: table) WHERE account = \(account) ORDER BY name")
        let nearest = NearestName.to(name, among: known).map { "Did you mean “\($0)”?" }
        throw ServiceError(
            .invalid, "The account has no \(kind) “\(name)”.",
            hint: nearest ?? "\(kind.capitalized)s are listed with :\(kind)s.", field: "audience")
    }
}

extension AccountQueries {
    /// The zone in which the account's schedules are meant and shown.
    static func zone(of account: Int64, in db: ReadTransaction) throws -> WallZone {
        let text = try String.fetchOne(db, "SELECT time_zone FROM account WHERE id = \(account)")
        return WallZone(account: text ?? "")
    }

    /// The zones of all accounts by their user names, for a form that names one.
    static func zones(in db: ReadTransaction) throws -> [String: WallZone] {
        let rows = try SQLRow.fetchAll(db, "SELECT username, time_zone FROM account")
        return Dictionary(
            rows.map { ($0[0], WallZone(account: $0[1] ?? "")) }, uniquingKeysWith: { first, _ in first })
    }
}
