import FoundationEssentials
import Mail
import ServiceCore
import Store

/// Reads what messages are written from.
struct MailSourceQueries {
    let db: ReadTransaction

    func source(_ submission: Int64) throws -> MailSource? {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT u.message, u.created_at, b.account, h.bytes, t.bytes, r.bytes,
                CASE WHEN u.source = 'launch' THEN b.campaign END
                FROM submission u JOIN batch b ON b.id = u.batch
                LEFT JOIN content h ON h.id = u.html_content LEFT JOIN content t ON t.id = u.text_content
                LEFT JOIN content r ON r.id = u.raw_content WHERE u.id = \(submission)
                """)
        guard let row else { return nil }
        let message = try FrozenMessage(json: row[0])
        // A deferred launch is written when it starts.
        let time = max(row[1] as Int64, message.startAt ?? 0)
        var source = MailSource(submission: submission, message: message, date: Date(storedTime: time))
        source.html = Self.text(row[3])
        source.text = Self.text(row[4])
        source.raw = (row[5] as Data?).map { Array($0) }
        source.files = try files(of: submission)
        source.campaign = row[6]
        source.setup = try SenderSetup(of: message.from, account: row[2], in: db)
        if source.setup.tracksLinks, !source.html.isEmpty { source.links = try links(of: submission) }
        if message.hasFields == true { source.variables = try variables(of: row[2]) }
        return source
    }

    /// The rows of its links by their addresses.
    private func links(of submission: Int64) throws -> [String: Int64] {
        let rows = try SQLRow.fetchAll(
            db, cached: "SELECT url, id FROM link WHERE submission = \(submission)")
        return Dictionary(
            rows.map { ($0[0] as String, $0[1] as Int64) }, uniquingKeysWith: { first, _ in first })
    }

    private static func text(_ bytes: Data?) -> String {
        bytes.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private func files(of submission: Int64) throws -> [MailAttachment] {
        try SQLRow.fetchAll(
            db,
            cached: """
                SELECT a.name, a.media_type, a.content_id, c.bytes FROM attachment a
                JOIN content c ON c.id = a.content WHERE a.submission = \(submission) ORDER BY a.ordinal
                """
        ).map { row in
            MailAttachment(name: row[0], type: row[1], bytes: Array(row[3] as Data), contentID: row[2])
        }
    }

    /// What fields are filled with that the recipient has no value for.
    func variables(of account: Int64) throws -> [String: String] {
        let rows = try SQLRow.fetchAll(
            db, cached: "SELECT name, value FROM global_variable WHERE account = \(account)")
        // Two names that only their composition tells apart are one, as a text names them.
        return Dictionary(
            rows.map { ($0[0] as String, $0[1] as String) }, uniquingKeysWith: { first, _ in first })
    }

    /// A delivery's recipient; a copy is written as the message that it goes with.
    func addressee(_ delivery: Int64) throws -> MailAddressee? { try addressees([delivery])[delivery] }

    /// The recipients of deliveries, by these.
    func addressees(_ deliveries: [Int64]) throws -> [Int64: MailAddressee] {
        if deliveries.isEmpty { return [:] }
        let rows = try SQLRow.fetchAll(
            db,
            cached: """
                SELECT d.submission, coalesce(p.written, p.address, d.written, d.address),
                coalesce(p.name, d.name), d.merge, c.first_name, c.last_name, c.phone, c.age, c.sex, c.fields, d.id
                FROM delivery d LEFT JOIN delivery p ON p.id = d.parent
                LEFT JOIN contact c ON c.id = coalesce(p.contact, d.contact) WHERE d.id IN (\(padded: deliveries))
                """)
        let pairs = try rows.map { row in (row[10] as Int64, try Self.addressee(row, delivery: row[10])) }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Somebody of an account who gets no message yet; one who is no contact has an address alone.
    func person(_ address: String, of account: Int64) throws -> MailAddressee {
        let row = try SQLRow.fetchOne(
            db,
            """
            SELECT 0, coalesce(c.email_written, c.email), trim(c.first_name || ' ' || c.last_name), NULL,
            c.first_name, c.last_name, c.phone, c.age, c.sex, c.fields
            FROM contact c WHERE c.account = \(account) AND c.email = \(AddressRules.key(of: address))
            """)
        if let row { return try Self.addressee(row, delivery: 0) }
        let mailbox = Mailbox(address)
        return MailAddressee(delivery: 0, submission: 0, mailbox: mailbox, values: ["email": address])
    }

    private static func addressee(_ row: SQLRow, delivery: Int64) throws -> MailAddressee {
        let mailbox = Mailbox(row[1], name: row[2])
        let given: [String: String] = try (row[3] as String?).map { try JSONText.read($0) } ?? [:]
        return MailAddressee(
            delivery: delivery, submission: row[0], mailbox: mailbox,
            values: contact(row, mailbox).merging(given) { $1 })
    }

    /// What every contact's row fills.
    static let builtIn = ["email", "name", "first_name", "last_name", "phone", "age", "sex"]

    /// What is known of the person, `builtIn` and the contact's own; what the sender gives comes before it.
    private static func contact(_ row: SQLRow, _ mailbox: Mailbox) -> [String: String] {
        var values = JSONText.map(row[9] ?? "{}")
        values["email"] = mailbox.address
        values["name"] = mailbox.name
        values["first_name"] = row[4]
        values["last_name"] = row[5]
        values["phone"] = row[6]
        values["age"] = (row[7] as Int?).map { String($0) }
        values["sex"] = row[8]
        return values
    }
}

/// What is stored of a submission, from which its messages are written.
struct MailSource: Sendable {
    let submission: Int64
    let message: FrozenMessage
    /// The time of every message of it, at whichever attempt.
    let date: Date
    var html = ""
    var text = ""
    /// A whole message, sent as it is.
    var raw: [UInt8]?
    var files: [MailAttachment] = []
    /// What fields are filled with that the person has no value for.
    var variables: [String: String] = [:]
    /// Of whose launch it is; nil for what is sent singly.
    var campaign: Int64?
    var setup = SenderSetup()
    /// The rows by which clicks name its links; what is none of them leads where it is written.
    var links: [String: Int64] = [:]
}

/// One message's recipient, and what its fields are filled with.
struct MailAddressee: Sendable {
    let delivery: Int64
    let submission: Int64
    /// Who is named where each recipient gets a message of their own: for a copy the one that it goes with.
    let mailbox: Mailbox
    let values: [String: String]
}

/// The subjects that messages went out with: fields filled in for each recipient, as the writer fills them.
struct FilledSubjects {
    let sources: MailSourceQueries
    let account: Int64
    /// Read once, and only where a subject has fields.
    private(set) var variables: [String: String]?

    mutating func subject(of message: FrozenMessage, to delivery: Int64) throws -> String {
        guard message.hasFields == true else { return message.subject }
        let text = FieldText(message.subject, as: .header)
        guard !text.isPlain, let addressee = try sources.addressee(delivery) else { return message.subject }
        let variables = try self.variables ?? sources.variables(of: account)
        self.variables = variables
        return text.filled { addressee.values[$0] ?? variables[$0] }
    }
}
