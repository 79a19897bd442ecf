import Foundation
import ServiceCore
import Store

/// Finds out whether a launch took a person and what happened to their row; else why not, as far as is known now.
struct CampaignTracing: Sendable {
    let context: PlatformContext

    func fate(_ id: ResourceID, _ text: String) async throws(ServiceError) -> CampaignFate {
        let (address, channel) = PersonTracing.address(text)
        return try await context.store.read { db in
            let kind = CampaignKind(context: context).light
            let campaign = try kind.editor.loadExisting(db, id.native)
            var fate = CampaignFate(campaign: campaign, address: text)
            let row = try kind.table.rowID(campaign)
            let launch = try LaunchRow.of(row, in: db)
            if let launch { fate.parts = try parts(of: launch, address, in: db) }
            guard fate.parts.isEmpty else { return fate }
            let absence = CampaignAbsence(
                campaign: campaign, row: row, launch: launch, address: address, channel: channel, db: db)
            (fate.reasons, fate.areReasonsOfNow) = try absence.reasons()
            return fate
        }
    }

    private func parts(
        of launch: LaunchRow, _ address: String, in db: ReadTransaction
    ) throws -> [CampaignFate.Part] {
        let ids = try Int64.fetchAll(
            db,
            """
            SELECT id FROM delivery WHERE address = \(address) AND batch = \(launch.batch) ORDER BY id LIMIT 20
            """)
        return try ids.compactMap { id in
            let events = try Int64.fetchAll(
                db, "SELECT id FROM event WHERE delivery = \(id) ORDER BY at, id")
            return try DeliveryQueries(connection: context.connection).find(id, in: db).map {
                CampaignFate.Part(
                    $0, steps: try EventQueries(connection: context.connection).events(events, in: db))
            }
        }
    }
}

/// Why a person is not among the recipients of a campaign.
struct CampaignAbsence {
    let campaign: Campaign
    let row: Int64
    /// Nil before it is launched.
    let launch: LaunchRow?
    /// As it is known by.
    let address: String
    let channel: Channel
    let db: ReadTransaction

    /// What is sure for good is told alone; else what is so now.
    func reasons() throws -> ([DatedText], areOfNow: Bool) {
        guard campaign.channel == channel else {
            let (own, other) = channel == .sms ? ("e-mail", "a number") : ("SMS", "an e-mail address")
            return (["the campaign goes by \(own), and this is \(other)"], false)
        }
        if let launch, !launch.isPrepared { return (["its recipients are still being written"], false) }
        let owner = try SQLRow.fetchOne(db, "SELECT account, audience FROM campaign WHERE id = \(row)")
        guard let owner else { return ([], false) }
        let (account, spec): (Int64, AudienceSpec) = (owner[0], AudienceSpec(json: owner[1]))
        switch spec.kind {
        case .none: return (["its audience names nobody"], false)
        case .list:
            let isNamed = (spec.addresses ?? []).contains { AddressRules.key(of: $0) == address }
            return (
                [isNamed ? "it names the address" : "the address is not among those that it names"], false
            )
        case .all, .group, .filter: return (try ofContacts(spec, account), true)
        }
    }

    private func ofContacts(_ spec: AudienceSpec, _ account: Int64) throws -> [DatedText] {
        guard let contact = try contact(of: account) else {
            return ["no contact of \(campaign.account) has this address"] + (try elsewhere(than: account))
        }
        var reasons: [DatedText] = []
        if let launched = campaign.launched, contact.created > launched {
            reasons.append("the contact was made \(contact.created), after the launch \(launched)")
        }
        let isMeant = try isMeant(contact.id, by: spec, account)
        let audience = spec.kind == .all ? "all contacts" : spec.formText
        if isMeant {
            reasons.append("the contact is in its audience (\(audience)) now")
        } else if try spec.kind == .group && isGone(spec) {
            reasons.append("the \(audience) that it went to is gone")
        } else {
            reasons.append("the contact is not in its audience (\(audience)) now")
        }
        return reasons
    }

    private func contact(of account: Int64) throws -> (id: Int64, created: Date)? {
        let place: SQL = channel == .email ? "email = \(address)" : "phone = \(address) AND phone IS NOT NULL"
        return try SQLRow.fetchOne(
            db, "SELECT id, created_at FROM contact WHERE account = \(account) AND \(place)"
        ).map { ($0[0], Date(storedTime: $0[1])) }
    }

    private func isMeant(_ contact: Int64, by spec: AudienceSpec, _ account: Int64) throws -> Bool {
        guard let source = try AudienceSource(spec, account: account, channel: channel, in: db) else {
            return false
        }
        return try Int.fetchOne(
            db,
            """
            SELECT count(*) FROM \(sql: source.tables) WHERE \(source.condition) AND c.id = \(contact)
            """) ?? 0 > 0
    }

    private func isGone(_ group: AudienceSpec) throws -> Bool {
        try Int.fetchOne(db, "SELECT count(*) FROM grp WHERE id = \(group.id ?? 0)") == 0
    }

    /// A person may be a contact of another account, which is whose they are then.
    private func elsewhere(than account: Int64) throws -> [DatedText] {
        let queries = TraceQueries(db: db, address: address, channel: channel, now: Date())
        let others = try queries.knowing().filter { $0.id != account }.map(\.username)
        return others.isEmpty ? [] : ["it is known to \(others.joined(separator: ", "))"]
    }
}
