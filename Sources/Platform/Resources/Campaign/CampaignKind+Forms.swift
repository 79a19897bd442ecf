import Foundation
import ServiceCore
import Synchronization

extension CampaignKind {
    var creation: Submission<Campaign> {
        Submission(
            form: { _ async throws(ServiceError) in
                let types = CampaignType.allCases.map(\.word)
                let zones = try await context.store.read { db in try AccountQueries.zones(in: db) }
                let (zone, clock) = (FormZone.accountNamed(zones), context.clock)
                return FormDescription(
                    title: "New campaign",
                    fields: [
                        try await kind.accountField(nil, account: nil),
                        FormField("type", "Type", .choice(types), value: CampaignType.normal.rawValue),
                    ] + Self.fields(Self.blank, audience: "", zone),
                    remarks: CampaignRemarks(context: context, channel: nil).remarks
                ).ruled { values throws(ServiceError) in
                    var campaign = try Self.begun(values)
                    let time = TimeReading(now: clock(), zone: zone.zone(values, reader: .utc) ?? .utc)
                    try CampaignDraft(values: values).read(into: &campaign, time)
                }
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<Campaign> {
        Submission(
            form: { campaign async throws(ServiceError) in
                let campaign = campaign ?? Self.blank
                let (id, clock) = (Int64(campaign.id.native) ?? 0, context.clock)
                let (spec, zone) = try await context.store.read { db in
                    let account = try AccountQueries.rowID(byKey: campaign.account, in: db)
                    return (
                        try CampaignQueries.audience(of: id, in: db),
                        try AccountQueries.zone(of: account ?? 0, in: db)
                    )
                }
                return FormDescription(
                    title: "Edit campaign",
                    fields: [
                        FormField("account", "Account", .fixed, value: campaign.account),
                        FormField("type", "Type", .fixed, value: campaign.type.word),
                    ] + Self.fields(campaign, audience: spec.formText, .account(zone)),
                    remarks: CampaignRemarks(context: context, channel: campaign.channel).remarks
                ).ruled { values throws(ServiceError) in
                    var changed = campaign
                    try CampaignDraft(values: values).read(
                        into: &changed, TimeReading(now: clock(), zone: zone))
                }
            },
            submit: { opened, values async throws(ServiceError) in try await update(opened, values) })
    }

    static let blank = Campaign(id: ResourceID("embedded", .campaign, ""), account: "", title: "")

    private static func fields(_ campaign: Campaign, audience: String, _ zone: FormZone) -> [FormField] {
        var until = ""
        var delay = ""
        switch campaign.schedule {
        case .until(let date, let original): until = original.isEmpty ? WallZone.utc.text(date) : original
        case .delay(let seconds): delay = String(seconds)
        case nil: break
        }
        return [
            FormField("title", "Title", value: campaign.title, isRequired: true),
            FormField("subject", "Subject", value: campaign.subject, help: "E-mail only."),
            FormField(
                "sender", "From", value: campaign.sender,
                help: "An approved sender; for SMS up to 11 letters and digits, or a number."),
            FormField("sender_name", "From name", value: campaign.senderName),
            FormField("html", "HTML", .multiline, value: campaign.html),
            FormField("text", "Text", .multiline, value: campaign.text, help: "For SMS the message."),
            FormField(
                "audience", "Audience", .text, value: audience,
                help: "all contacts, group NAME, filter NAME, or addresses or numbers with commas between."),
            FormField("smtp_user", "SMTP user", value: campaign.smtpUser ?? "", help: "Whose limits count."),
            FormField(
                "archived", "Archived", .flag, value: campaign.isArchived == true ? "yes" : "no",
                help: "Keeps each e-mail as it went out."),
            FormField(
                "defer_until", "Defer until", .date(zone), value: until,
                help: "A time such as tomorrow 09:00 or +2h, by the account's clocks; or the seconds below."),
            FormField("defer_by", "Defer by seconds", .integer(Campaign.Schedule.delays), value: delay),
        ]
    }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let blank = try Self.begun(values)
        let draft = CampaignDraft(values: values)
        _ = try values.requiredLine("title", "The title", limit: 200)
        return try await kind.editor.create(
            reveal: { campaign in campaign.key.map { [.init("Campaign key", $0)] } ?? [] },
            isUntouched: { _, campaign in campaign.state == .draft },
            { session in
                let db = session.database
                let account = try kind.owner(values, in: db)
                var campaign = blank
                try draft.read(into: &campaign, try time(of: account, in: session))
                return try insert(campaign, draft, account: account, in: session)
            })
    }

    /// How the account's clocks read a time.
    private func time(of account: Int64, in session: EditSession) throws -> TimeReading {
        TimeReading(now: session.now, zone: try AccountQueries.zone(of: account, in: session.database))
    }

    private func insert(
        _ campaign: Campaign, _ draft: CampaignDraft, account: Int64, in session: EditSession
    ) throws -> String {
        let db = session.database
        let time = session.now.storedTime
        let native = try kind.table.insert(
            campaign, account: account,
            [
                ("uuid", UUID().uuidString.lowercased()),
                ("numid", try CampaignQueries.nextNumid(account: account, in: db)), ("updated_at", time),
            ], at: time, in: db)
        let id = Int64(native) ?? 0
        try CampaignQueries.saveTexts(of: campaign, id: id, at: time, in: db)
        try CampaignQueries.saveSMTPUser(campaign.smtpUser, of: id, account: account, in: db)
        if let spec = try draft.audience(campaign.channel, account: account, in: db) {
            try CampaignQueries.saveAudience(spec, of: id, in: db)
        }
        if campaign.type == .api { try queries.setKey(NewSecret.apiKey(), of: id, in: db) }
        return native
    }

    /// An empty campaign of the type that the form says.
    private static func begun(_ values: FormValues) throws(ServiceError) -> Campaign {
        var campaign = blank
        campaign.type = try type(values)
        campaign.channel = campaign.type.channel
        return campaign
    }

    private static func type(_ values: FormValues) throws(ServiceError) -> CampaignType {
        let word = values.text("type") ?? CampaignType.normal.rawValue
        if let type = CampaignType(word: word) { return type }
        throw ServiceError(
            .invalid, "“\(word)” is no type of campaign.",
            hint: "Write \(CampaignType.allCases.map(\.word).joined(separator: ", ")).", field: "type")
    }

    private func update(_ opened: Campaign?, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let draft = CampaignDraft(values: values)
        let box = AudienceBox()
        var change = RowChange<Campaign>(
            "edit", notice: { "\($0) changed" },
            apply: { session, campaign in try apply(draft, to: &campaign, in: session) })
        change.write = { session, campaign in
            if let audience = try newAudience(draft, of: campaign, in: session) {
                box.value = audience.old
                try CampaignQueries.saveAudience(
                    audience.new, of: try kind.table.rowID(campaign), in: session.database)
            }
            try write(campaign, in: session)
        }
        change.availability = { $0.isEditable }
        change.reversal = .by { session, edit in
            try write(edit.before, in: session)
            if let spec = box.value {
                try CampaignQueries.saveAudience(
                    spec, of: try kind.table.rowID(edit.now), in: session.database)
            }
            try kind.table.save(edit.before, in: session.database)
        }
        if let opened, case .disabled(let reason) = opened.isEditable {
            throw ServiceError(.refused, "“\(opened.title)” cannot be edited: \(reason).")
        }
        return try await kind.editor.update(opened, by: change)
    }

    private func apply(
        _ draft: CampaignDraft, to campaign: inout Campaign, in session: EditSession
    ) throws {
        if case .disabled(let reason) = campaign.isEditable {
            throw ServiceError(.conflict, "“\(campaign.title)” cannot be edited: \(reason).")
        }
        let db = session.database
        let account = try kind.table.owner(of: campaign, in: db)
        try draft.read(into: &campaign, try time(of: account, in: session))
        guard let (old, new) = try newAudience(draft, of: campaign, in: session) else { return }
        // Two lists of the same length read the same, and the edit must not pass for none.
        campaign.audience = new.words(campaign.channel) + (new.kind == old.kind ? " (changed)" : "")
    }

    /// The audience that a form puts in place of another; nil where it leaves it as it is.
    private func newAudience(
        _ draft: CampaignDraft, of campaign: Campaign, in session: EditSession
    ) throws -> (old: AudienceSpec, new: AudienceSpec)? {
        let db = session.database
        let account = try kind.table.owner(of: campaign, in: db)
        guard let new = try draft.audience(campaign.channel, account: account, in: db) else { return nil }
        let old = try CampaignQueries.audience(of: try kind.table.rowID(campaign), in: db)
        return new == old.asRead ? nil : (old, new)
    }

    /// Writes what stands outside the campaign's own columns.
    private func write(_ campaign: Campaign, in session: EditSession) throws {
        let db = session.database
        let id = try kind.table.rowID(campaign)
        try CampaignQueries.saveTexts(of: campaign, id: id, at: session.now.storedTime, in: db)
        try CampaignQueries.saveSMTPUser(
            campaign.smtpUser, of: id, account: try kind.table.owner(of: campaign, in: db), in: db)
    }
}

/// The audience that an edit replaced, for undo.
private final class AudienceBox: Sendable {
    private let replaced = Mutex<AudienceSpec?>(nil)

    var value: AudienceSpec? {
        get { replaced.withLock { $0 } }
        set { replaced.withLock { $0 = newValue } }
    }
}

extension Campaign {
    /// What is launched is frozen.
    var isEditable: Availability {
        switch state {
        case .draft, .waitingCredit: .available
        default: .disabled("it is \(state.rawValue)")
        }
    }
}
