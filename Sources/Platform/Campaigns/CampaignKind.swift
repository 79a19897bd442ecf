import FoundationEssentials
package import ServiceCore
import Store

/// What can be done with the campaigns of the embedded platform.
struct CampaignKind: Sendable {
    let context: PlatformContext
    /// What later rooms offer to do with one: a test message.
    var further: [ResourceAction<Campaign>] = []

    var queries: CampaignQueries { CampaignQueries(connection: context.connection, vault: context.vault) }
    var kind: OwnedKind<Campaign> { OwnedKind(context, queries.table) }
    /// The same rows without HTML and text, for what only tells how one stands.
    var light: OwnedKind<Campaign> { OwnedKind(context, queries.table(withTexts: false)) }

    func operations() -> ResourceOperations<Campaign> {
        ResourceOperations(
            list: listing, find: context.store.reading(kind.table.find(byKey:in:)), create: creation,
            update: change, delete: deletion,
            actions: [launch] + further + [
                pause, resume, abort, release, unschedule, resend, accept, duplicate, newKey,
            ])
    }

    private static let textFields: Set<FieldID> = ["html", "text"]

    /// Sorts without the texts, and filters without them unless they are asked for; windows have them.
    private var listing: Listing<Campaign> {
        let (light, whole) = (loaded(self.light), loaded(kind))
        let source: @Sendable (Filter) -> Listing<Campaign> = { filter in
            filter.asks(for: Self.textFields) ? whole : light
        }
        var listing = Listing(
            sortable: light.sortable.filter { !Self.textFields.contains($0.field) },
            unsortable: Dictionary(
                uniqueKeysWithValues: Self.textFields.map { ($0, "messages are not kept in order") }),
            count: { filter async throws(ServiceError) in try await source(filter).count?(filter) ?? 0 },
            page: { request async throws(ServiceError) in
                var page = try await source(request.filter).page(request)
                let ids = page.items.map(\.id.native)
                page.items = try await context.store.read { db in
                    try ids.compactMap { try kind.table.find($0, in: db) }
                }
                return page
            })
        listing.all = light.all
        return listing
    }

    private func loaded(_ kind: OwnedKind<Campaign>) -> Listing<Campaign> {
        .loaded(sort: RowOrder("created", ascending: false), load: kind.all)
    }

    private var deletion: Deletion<Campaign> {
        Deletion(
            confirmation: { .naming($0) },
            consequence: { campaign async throws(ServiceError) in
                guard let size = campaign.audienceSize, size > 0 else { return nil }
                return "with \(NumberText.counted(size, "recipient")) and their events"
            },
            restoration: context.store.reading { campaign, db in
                try CampaignRemoval.finality(of: try kind.table.rowID(campaign), in: db)
                    .map(Restoration.gone) ?? .kept(days: DeletedRows.keptDays)
            },
            perform: { ids async throws(ServiceError) in
                try await kind.editor.delete(
                    ids, check: remove,
                    finality: { session, campaign in
                        try CampaignRemoval.finality(
                            of: try kind.table.rowID(campaign), in: session.database)
                    })
            })
    }

    /// Refuses what is under way, and takes along what no foreign key does.
    private func remove(_ session: EditSession, _ campaign: Campaign) throws {
        let (db, id) = (session.database, try kind.table.rowID(campaign))
        try CampaignRemoval.check(campaign, id, in: db)
        try CampaignRemoval.releaseCredits(
            of: id, account: try kind.table.owner(of: campaign, in: db), at: session.now.storedTime, in: db)
        try CampaignRemoval.clear(id, at: session.now.storedTime, in: db)
    }
}

extension Tenant {
    package var campaigns: TenantRows<Campaign> {
        let kind = CampaignKind(context: context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}

extension Campaign: Revisioned {}
