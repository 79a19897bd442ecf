import FoundationEssentials
import ServiceCore
import Store

/// Writes what is owed to webhooks and postback URLs, in the transaction of the event itself.
///
/// Whom an account wants told is read once in a transaction, so that one who wants nobody told costs nothing more.
struct HookQueue {
    private var targets: [Int64: HookTargets?] = [:]
    private var messages: [Int64: HookMessage] = [:]

    mutating func tell(
        _ kind: EventKind, id: Int64, of row: HookSubject, _ detail: EventDetail,
        at now: Date, in db: WriteTransaction
    ) throws {
        guard kind.hookWord != nil || kind.postback != nil, row.channel == .email,
            let targets = try targets(of: row.account, in: db)
        else { return }
        let hooks = targets.hooks(for: kind)
        let postback = targets.postback(for: kind)
        if hooks.isEmpty && postback == nil { return }
        let event = HookEvent(
            id: id, kind: kind, at: now, address: row.written, detail: detail,
            message: try message(of: row, in: db))
        for hook in hooks {
            try Self.insert(
                event, account: row.account, hook: hook.id, endpoint: hook.url, url: "",
                body: try JSONText.text(SendCleanHookBody(event)), in: db)
        }
        if let postback {
            let call = Postback(postback.kind, to: postback.url, of: event)
            try Self.insert(
                event, account: row.account, hook: nil, endpoint: postback.url, url: call.url,
                body: call.body, in: db)
        }
    }

    private mutating func targets(of account: Int64, in db: ReadTransaction) throws -> HookTargets? {
        if let known = targets[account] { return known }
        let found = try HookTargets.of(account, in: db)
        targets.updateValue(found, forKey: account)
        return found
    }

    private mutating func message(of row: HookSubject, in db: ReadTransaction) throws -> HookMessage {
        if let known = messages[row.submission] { return known }
        let found = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT u.message, coalesce(u.unique_id, ''), a.short_name, coalesce(s.name, '')
                FROM submission u JOIN account a ON a.id = \(row.account) LEFT JOIN smtp_user s ON s.id
                = \(row.smtpUser)
                WHERE u.id = \(row.submission)
                """)
        guard let found else { return HookMessage() }
        let frozen = try FrozenMessage(json: found[0])
        let message = HookMessage(
            owner: found[2], sender: frozen.from, subject: frozen.subject, uniqueID: found[1],
            smtpUser: found[3], headers: frozen.headers ?? [])
        messages[row.submission] = message
        return message
    }

    private static func insert(
        _ event: HookEvent, account: Int64, hook: Int64?, endpoint: String, url: String, body: String,
        in db: WriteTransaction
    ) throws {
        let time = event.at.storedTime
        try db.execute(
            cached: """
                INSERT INTO hook_out (account, hook, endpoint, url, event, event_at, body, next_at, created_at)
                VALUES (\(account), \(hook), \(endpoint), \(url), \(event.id), \(time), \(body), \(time),
                \(time))
                """)
    }
}

/// The message that an event happened to.
struct HookSubject {
    let account: Int64
    let channel: Channel
    let submission: Int64
    let smtpUser: Int64?
    /// The recipient as it was written.
    let written: String
}
