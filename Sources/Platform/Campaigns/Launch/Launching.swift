import FoundationEssentials
import ServiceCore
import Store

/// The one transaction that makes a campaign a launch, so that a crash leaves all of it or nothing.
enum Launching {
    /// What a launch came to, before it is told as an outcome.
    enum Verdict: Sendable, Hashable {
        case launched, scheduled
        /// This key has launched it before.
        case repeated
        case shortOfCredit(needed: Int, available: Int)
    }

    /// Launches a campaign once: the same key again changes nothing.
    ///
    /// - Throws: `.notFound`, `.conflict` for a campaign or key that is launched already, or what stands in the way.
    static func request(_ id: Int64, key: String, at now: Date, in db: WriteTransaction) throws -> Verdict {
        guard let campaign = try CampaignRow.find(id, in: db) else {
            throw ServiceError(.notFound, "The campaign is gone.", hint: "Refresh the list.")
        }
        if campaign.launchKey == key { return .repeated }
        let isTaken = try Bool.fetchOne(
            db, "SELECT EXISTS (SELECT 1 FROM campaign WHERE launch_key = \(key))")
        if isTaken == true {
            throw ServiceError(
                .conflict, "The launch key belongs to another campaign.", hint: "Launch it anew.")
        }
        if let refusal = try campaign.refusal(at: now, in: db) { throw refusal }
        let start = campaign.start(from: now).flatMap { $0 > now ? $0 : nil }
        return try launch(campaign, key: key, start: start, at: now, in: db)
    }

    /// Has a draft wait for a time, and nothing else: a time that has passed sends nothing.
    ///
    /// - Throws: `.conflict` for such a time; what stands in the way of a launch.
    static func schedule(_ id: Int64, at start: Date, now: Date, in db: WriteTransaction) throws {
        guard let campaign = try CampaignRow.find(id, in: db) else {
            throw ServiceError(.notFound, "The campaign is gone.", hint: "Refresh the list.")
        }
        guard start > now else {
            throw ServiceError(
                .conflict, "The time of “\(campaign.title)” has passed.",
                hint: "Give it a later one, or take its schedule back and launch it.", field: "defer_until")
        }
        if let refusal = try campaign.refusal(at: now, in: db) { throw refusal }
        let verdict = try launch(campaign, key: UUID().uuidString, start: start, at: now, in: db)
        guard case .shortOfCredit(let needed, let available) = verdict else { return }
        throw ServiceError(
            .insufficientCredit,
            "“\(campaign.title)” wants \(NumberText.counted(needed, "credit")), the account has \(NumberText.grouped(available)).",
            hint: "Grant the account more; nothing was changed.")
    }

    /// Freezes content, sender, audience and limits under the key, and makes batch and submission.
    ///
    /// The caller has checked in the same transaction that the campaign may be launched.
    private static func launch(
        _ campaign: CampaignRow, key: String, start: Date?, at now: Date, in db: WriteTransaction
    ) throws -> Verdict {
        var message = campaign.message
        message.startAt = start?.storedTime
        if campaign.channel == .sms, let short = try reserve(campaign, message, now, db) { return short }
        let launch = try write(campaign, message, key: key, start: start, now, db)
        guard start == nil else { return .scheduled }
        try freezeAudience(launch, in: db)
        return .launched
    }

    /// Takes the credits of everybody who is charged now.
    ///
    /// - Returns: nil where there are enough.
    private static func reserve(
        _ campaign: CampaignRow, _ message: FrozenMessage, _ now: Date, _ db: WriteTransaction
    ) throws -> Verdict? {
        let people = try campaign.audience.charged(account: campaign.account, in: db)
        let needed = people * message.parts
        let available = try SMSLedger.balance(of: campaign.account, in: db)
        guard let hold = SendRules.hold(.init(credits: .init(needed: needed, left: available))) else {
            try SMSLedger.book(
                -needed, "reserve", account: campaign.account, campaign: campaign.id, at: now.storedTime,
                in: db)
            return nil
        }
        try CampaignState.set(campaign.id, .waitingCredit, because: hold.reason, in: db)
        return .shortOfCredit(needed: needed, available: available)
    }

    private static func write(
        _ campaign: CampaignRow, _ message: FrozenMessage, key: String, start: Date?, _ now: Date,
        _ db: WriteTransaction
    ) throws -> LaunchRow {
        let time = now.storedTime
        // What holds it at once is told at once, not at the first claim alone.
        let wait = SendRules.hold(try campaign.way(at: now, in: db))?.words.plainText ?? ""
        let zone = try AccountQueries.zone(of: campaign.account, in: db)
        try db.execute(
            """
            UPDATE campaign
            SET state = \((start == nil ? Campaign.State.preparing : .scheduled).rawValue),
            state_why = \(start.map { "starts at \(zone.text($0))" } ?? wait), launch_key = \(key),
            launched_at = \(start == nil ? time : nil), rev = rev + 1
            WHERE id = \(campaign.id)
            """)
        try CampaignQueries.saveAudience(campaign.audience, of: campaign.id, in: db)
        let batch = try Batches.insert(
            account: campaign.account, campaign: campaign.id, channel: campaign.channel,
            archives: message.archives == true, at: time, in: db)
        try Batches.insertSubmission(
            batch: batch, source: "launch", message: message, html: campaign.html,
            text: try campaign.frozenText(at: time, in: db),
            policy: campaign.unknownPolicy,
            chargesAll: campaign.channel == .sms && campaign.audience.isAlwaysCharged,
            relay: campaign.relay(in: db), expires: nil, at: time, in: db)
        guard let launch = try LaunchRow.of(campaign.id, in: db) else {
            throw ServiceError(.storage, "The launch of \(campaign.title) could not be written.")
        }
        return launch
    }

    /// Starts a deferred launch: its audience is counted and frozen now.
    static func begin(_ launch: LaunchRow, at now: Date, in db: WriteTransaction) throws {
        if launch.channel == .sms, try !adjustReserve(launch, now, db) { return }
        try db.execute("UPDATE campaign SET launched_at = \(now.storedTime) WHERE id = \(launch.campaign)")
        try CampaignState.set(launch.campaign, .preparing, in: db)
        try freezeAudience(launch, in: db)
    }

    /// The audience may have grown since it was reserved for; too few credits now send the campaign back.
    private static func adjustReserve(
        _ launch: LaunchRow, _ now: Date, _ db: WriteTransaction
    ) throws -> Bool {
        let people = try launch.audience(in: db).charged(account: launch.account, in: db)
        let needed = people * launch.message.parts
        let reserved = try SMSLedger.reserved(for: launch.campaign, in: db)
        let available = try SMSLedger.balance(of: launch.account, in: db) + reserved
        let hold = SendRules.hold(.init(credits: .init(needed: needed, left: available)))
        let change = hold == nil ? reserved - needed : reserved
        if change != 0 {
            try SMSLedger.book(
                change, change > 0 ? "release" : "reserve", account: launch.account,
                campaign: launch.campaign,
                at: now.storedTime, in: db)
        }
        guard let hold else { return true }
        try db.execute("DELETE FROM batch WHERE id = \(launch.batch)")
        try db.execute("UPDATE campaign SET launch_key = NULL WHERE id = \(launch.campaign)")
        try CampaignState.set(launch.campaign, .waitingCredit, because: hold.reason, in: db)
        return false
    }

    /// Who joins the audience from now on is not part of the launch; its messages live for three days at least.
    private static func freezeAudience(_ launch: LaunchRow, in db: WriteTransaction) throws {
        var message = launch.message
        let spec = try launch.audience(in: db)
        let source = try AudienceSource(spec, account: launch.account, channel: launch.channel, in: db)
        if spec.isKeptByPerson(on: launch.channel) {
            try source?.freeze(for: launch.submission, in: db)
        } else {
            message.audienceEnd = try source?.end(in: db)
        }
        try db.execute(
            """
            UPDATE submission SET message = \(try message.json), expires_at = (SELECT launched_at
            FROM campaign WHERE id = \(launch.campaign)) + \(Int64(RetryWaits().lifetime * 1000))
            WHERE id = \(launch.submission)
            """)
    }
}
