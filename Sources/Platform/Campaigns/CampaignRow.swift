import FoundationEssentials
import Mail
import ServiceCore
import Store

/// A campaign as launching it needs it: with the ids of what it refers to.
struct CampaignRow: Sendable {
    let id: Int64
    let account: Int64
    let channel: Channel
    let type: CampaignType
    let title: String
    /// What a launch keeps of it.
    let message: FrozenMessage
    let html: Int64?
    let textContent: Int64?
    /// The text of an SMS.
    let text: String
    private(set) var audience: AudienceSpec
    /// The filter that it is for was deleted.
    private(set) var isFilterGone = false
    let state: Campaign.State
    let deferUntil: Date?
    let deferBy: Int?
    let launchKey: String?
    let unknownPolicy: String
    /// On the board or the command line, not by an API.
    let isComposedHere: Bool

    static func find(_ id: Int64, in db: ReadTransaction) throws -> CampaignRow? {
        let row = try fetchOne(
            db,
            """
            SELECT id, account, channel, type, title, html_content, text_content, message, audience, state,
            defer_until, defer_by, launch_key, unknown_policy, source = 'board', subject, from_address,
            from_name, reply_to, smtp_user, archives FROM campaign WHERE id = \(id)
            """)
        guard var row else { return nil }
        try row.refreshAudience(in: db)
        return row
    }

    /// A saved filter counts as it reads now, not as it did when it was chosen.
    private mutating func refreshAudience(in db: ReadTransaction) throws {
        guard audience.kind == .filter else { return }
        let row = try SQLRow.fetchOne(
            db, "SELECT query, zone FROM saved_filter WHERE id = \(audience.id) AND account = \(account)")
        if let row { (audience.query, audience.zone) = (row[0], row[1]) } else { isFilterGone = true }
    }

    /// The fields of its texts that nothing fills; text messages are sent as they are written.
    func unknownFields(in db: ReadTransaction) throws -> UnknownFields {
        let (html, text) = (try htmlText(in: db), try plainText(in: db))
        let texts =
            channel == .sms
            ? []
            : [
                FieldText(message.subject, as: .header), FieldText(html, as: .html),
                FieldText(text, as: .text),
            ]
        return try UnknownFields(in: texts, audience: audience, account: account, in: db)
    }

    func htmlText(in db: ReadTransaction) throws -> String { try content(html, in: db) }

    /// The text beside the HTML.
    func plainText(in db: ReadTransaction) throws -> String { try content(textContent, in: db) }

    /// What a launch or a test keeps of its text; a text message's stands with the campaign itself.
    func frozenText(at time: Int64, in db: WriteTransaction) throws -> Int64? {
        channel == .sms ? try CampaignQueries.content(text, at: time, in: db) : textContent
    }

    private func content(_ id: Int64?, in db: ReadTransaction) throws -> String {
        try id.flatMap { id in
            let text = SQL.dialect.text(ofBytes: "bytes")
            return try String.fetchOne(db, "SELECT \(sql: text) FROM content WHERE id = \(id)")
        } ?? ""
    }

    /// What its messages are sent by.
    func way(at now: Date, in db: ReadTransaction) throws -> SendWay {
        var way = try SendWay.of(
            account: account, smtpUser: message.smtpUser, channel: channel, isLaunch: true, at: now, in: db)
        if channel == .email {
            way.warming = try SendWay.Warming.current(relay: relay(in: db), at: now, in: db)
        }
        return way
    }

    /// The relay that its sender names for itself by now; nil goes as the directory says.
    func relay(in db: ReadTransaction) throws -> Int64? {
        try RelayChoice.way(channel, of: message.from, account: account, in: db).relay
    }

    /// When a launch asked for now would start, nil for at once.
    func start(from now: Date) -> Date? { deferUntil ?? deferBy.map { now.addingTimeInterval(Double($0)) } }
}

extension CampaignRow: RowDecodable {
    init(row: SQLRow) {
        let (channel, type) = (Channel(rawValue: row[2]) ?? .email, CampaignType(rawValue: row[3]) ?? .normal)
        let text: String = row[7]
        var message = FrozenMessage(from: row["from_address"])
        message.fromName = row["from_name"]
        message.subject = row["subject"]
        message.replyTo = row["reply_to"]
        message.parts = channel == .sms ? SMSText(text, type: type).parts : 1
        message.textType = channel == .sms ? type : nil
        message.smtpUser = row["smtp_user"]
        message.archives = row["archives"] ? true : nil
        message.hasFields = channel == .email ? true : nil
        self.init(
            id: row[0], account: row[1], channel: channel, type: type, title: row[4], message: message,
            html: row[5], textContent: row[6], text: text, audience: AudienceSpec(json: row[8]),
            state: Campaign.State(rawValue: row[9]) ?? .draft, deferUntil: row[10], deferBy: row[11],
            launchKey: row[12], unknownPolicy: row[13], isComposedHere: row[14])
    }
}
