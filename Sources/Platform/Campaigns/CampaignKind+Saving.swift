import Foundation
import ServiceCore
import Store

/// What the forms say, written.
extension CampaignKind {
    func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let blank = try Self.begun(values)
        _ = try values.requiredLine("title", "The title", limit: 200)
        return try await kind.editor.create(
            reveal: { campaign in campaign.key.map { [.init("Campaign key", $0, of: campaign.title)] } ?? []
            },
            isUntouched: { _, campaign in campaign.state == .draft },
            { session in
                let db = session.database
                let account = try kind.owner(values, in: db)
                var campaign = blank
                try campaign.read(values, try time(of: account, in: session))
                return try insert(campaign, values, account: account, in: session)
            })
    }

    /// How the account's clocks read a time.
    private func time(of account: Int64, in session: EditSession) throws -> TimeReading {
        TimeReading(now: session.now, zone: try AccountQueries.zone(of: account, in: session.database))
    }

    func insert(
        _ campaign: Campaign, _ values: FormValues, account: Int64, in session: EditSession
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
        if let spec = try AudienceSpec.read(values, campaign.channel, account: account, in: db) {
            try CampaignQueries.saveAudience(spec, of: id, in: db)
        }
        if campaign.type == .api { try queries.setKey(NewSecret.apiKey(), of: id, in: db) }
        return native
    }

    func update(_ opened: Campaign?, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let replaced = Kept<AudienceSpec>()
        let schedules = Kept<Rescheduling>()
        var change = RowChange<Campaign>.edit { session, campaign in
            let before = campaign.schedule
            try apply(values, to: &campaign, in: session)
            schedules[campaign.id.native] = try Rescheduling(
                campaign, isMoved: campaign.schedule != before, in: session)
        }
        change.write = { session, campaign in
            if let audience = try newAudience(values, of: campaign, in: session) {
                replaced[campaign.id.native] = audience.old
                try CampaignQueries.saveAudience(
                    audience.new, of: try kind.table.rowID(campaign), in: session.database)
            }
            try write(campaign, in: session)
            try schedules[campaign.id.native]?.freezeAnew(in: session)
        }
        change.availability = { $0.isEditable }
        change.reversal = .by { session, edit in
            try write(edit.before, in: session)
            if let spec = replaced[edit.now.id.native] {
                try CampaignQueries.saveAudience(
                    spec, of: try kind.table.rowID(edit.now), in: session.database)
            }
            try kind.table.save(edit.before, in: session.database)
            try schedules[edit.now.id.native]?.takeBack(in: session)
        }
        try opened?.requireEditable()
        return try await kind.editor.update(opened, by: change)
    }

    private func apply(
        _ values: FormValues, to campaign: inout Campaign, in session: EditSession
    ) throws {
        if case .disabled(let reason) = campaign.isEditable {
            throw ServiceError(.conflict, "“\(campaign.title)” cannot be edited: \(reason).")
        }
        let db = session.database
        let account = try kind.table.owner(of: campaign, in: db)
        try campaign.read(values, try time(of: account, in: session))
        guard let (old, new) = try newAudience(values, of: campaign, in: session) else { return }
        // Two lists of the same length read the same, and the edit must not pass for none.
        campaign.audience = new.words(campaign.channel) + (new.kind == old.kind ? " (changed)" : "")
    }

    /// The audience that a form puts in place of another; nil where it leaves it as it is.
    private func newAudience(
        _ values: FormValues, of campaign: Campaign, in session: EditSession
    ) throws -> (old: AudienceSpec, new: AudienceSpec)? {
        let db = session.database
        let account = try kind.table.owner(of: campaign, in: db)
        guard let new = try AudienceSpec.read(values, campaign.channel, account: account, in: db) else {
            return nil
        }
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
