import ServiceCore
import Store

extension SampleDeed {
    /// Does it as the board and the wire APIs do it, within an edit of its time and person.
    ///
    /// - Throws: what they throw where it cannot be done, such as `.refused` for a launch to nobody.
    func perform(in scene: SampleScene, _ context: PlatformContext, _ session: EditSession) throws {
        let kind = CampaignKind(context: context)
        switch act {
        case .launch(let title):
            let campaign = try Self.campaign(title, scene, session.database)
            _ = try kind.launch(String(campaign), key: scene.uuid("launch \(title)"), in: session)
        case .pause(let title): try change(title, kind.pausing, scene, kind, session)
        case .resume(let title): try change(title, kind.resuming, scene, kind, session)
        case .abort(let title): try change(title, kind.aborting, scene, kind, session)
        case .settle(let title):
            let deliveries = DeliveryKind(context: context)
            for delivery in try Self.unknown(
                try Self.campaign(title, scene, session.database), session.database)
            {
                _ = try deliveries.resolve(context.id(.delivery, delivery), .settle, "accept", in: session)
            }
        case .orders(let day):
            try SampleOrders(scene: scene).send(on: day, at: session.now, in: session.database)
        case .edit(let place): try SampleAudit(scene: scene).perform(place, in: session.database)
        }
    }

    private func change(
        _ title: String, _ change: RowChange<Campaign>, _ scene: SampleScene, _ kind: CampaignKind,
        _ session: EditSession
    ) throws {
        let id = kind.context.id(.campaign, try Self.campaign(title, scene, session.database))
        _ = try kind.kind.editor.apply(change, to: [id], in: session)
    }

    private static func campaign(
        _ title: String, _ scene: SampleScene, _ db: ReadTransaction
    ) throws -> Int64 {
        let id = try Int64.fetchOne(db, "SELECT id FROM campaign WHERE uuid = \(scene.uuid(title))")
        guard let id else { throw ServiceError(.notFound, "The campaign “\(title)” is gone.") }
        return id
    }

    private static func unknown(_ campaign: Int64, _ db: ReadTransaction) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            """
            SELECT id FROM delivery WHERE lane = \(campaign)
            AND state = \(StoredDeliveryState.unknown.rawValue) ORDER BY id
            """)
    }
}
