import FoundationEssentials
import ServiceCore
import Store

/// Campaigns in every state; those that were launched went through the engine's own transactions.
struct SampleCampaigns {
    let scene: SampleScene
    private let queries: CampaignQueries

    init(scene: SampleScene) {
        self.scene = scene
        queries = CampaignQueries(connection: "embedded", vault: scene.vault)
    }

    func insert(in db: WriteTransaction) throws {
        try insertGrants(in: db)
        try SampleFates.prepare(in: db)
        // A customer that is disabled today was not when it launched.
        let disabled = try Int64.fetchAll(db, "SELECT id FROM account WHERE is_active = 0")
        try db.execute("UPDATE account SET is_active = 1")
        for campaign in SampleCampaign.list + SampleCampaign.today {
            let id = try insert(campaign, in: db)
            do {
                try start(campaign, as: id, in: db)
            } catch let error as ServiceError where error.code == .refused && error.field == "audience" {
                // Where very few contacts are made, groups may be empty, and what is for them stays a draft.
            }
        }
        for id in disabled {
            try db.execute("UPDATE account SET is_active = 0 WHERE id = \(id)")
        }
        try SampleFates.drop(in: db)
    }

    /// What the balances that accounts were made with were granted for.
    private func insertGrants(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO sms_ledger (account, delta, kind, note, at)
            SELECT id, sms_credits, 'grant', 'account made', created_at FROM account WHERE sms_credits > 0
            """)
    }

    private func insert(_ campaign: SampleCampaign, in db: WriteTransaction) throws -> Int64 {
        let account = scene.id(campaign.customer)
        let time = made(campaign)
        let link = "https://\(campaign.customer).example/\(scene.token(campaign.title))"
        let html = campaign.isSMS ? "" : SampleMessage.html(campaign.subject, campaign.body, link: link)
        let text = campaign.isSMS ? "" : SampleMessage.text(campaign.body, link: link)
        let id = try db.insert(
            into: "campaign",
            [
                ("uuid", scene.uuid(campaign.title)), ("account", account),
                ("numid", try CampaignQueries.nextNumid(account: account, in: db)),
                ("channel", campaign.isSMS ? "sms" : "email"), ("type", campaign.type.rawValue),
                ("title", campaign.title), ("subject", campaign.subject), ("from_address", campaign.from),
                ("from_name", campaign.fromName), ("message", campaign.isSMS ? campaign.body : ""),
                ("html_content", try CampaignQueries.content(html, at: time, in: db)),
                ("text_content", try CampaignQueries.content(text, at: time, in: db)),
                ("audience", try audience(campaign, account, in: db).json),
                (
                    "part_count",
                    campaign.isSMS ? SMSText(campaign.body, type: campaign.type).parts : 1
                ),
                ("created_at", time), ("updated_at", time),
            ])
        try CampaignQueries.saveSMTPUser(
            campaign.smtpUser.map { "smtp\($0)" }, of: id, account: account, in: db)
        if campaign.type == .api {
            try queries.setKey(Secret(scene.token("key \(campaign.title)")), of: id, in: db)
        }
        return id
    }

    private func audience(_ campaign: SampleCampaign, _ account: Int64, in db: ReadTransaction) throws
        -> AudienceSpec
    {
        switch campaign.audience {
        case .nobody: AudienceSpec(.none)
        case .everybody: AudienceSpec(.all)
        case .group(let name): try CampaignQueries.group(name, account: account, in: db)
        case .filter(let name): try CampaignQueries.filter(name, account: account, in: db)
        case .list(let addresses): AudienceSpec(.list, addresses: addresses)
        }
    }

    private func start(_ campaign: SampleCampaign, as id: Int64, in db: WriteTransaction) throws {
        let now = Date(storedTime: scene.now)
        switch campaign.course {
        case .draft: break
        case .short: _ = try request(id, at: Date(storedTime: made(campaign) + 900_000), in: db)
        case .tomorrow(let hour):
            let start = (scene.now / SampleScene.day + 1) * SampleScene.day + Int64(hour) * SampleScene.hour
            let text = try AccountQueries.zone(of: scene.id(campaign.customer), in: db).text(
                Date(storedTime: start))
            try db.execute(
                "UPDATE campaign SET defer_until = \(start), defer_text = \(text) WHERE id = \(id)")
            _ = try request(id, at: now, in: db)
        case .after(let seconds):
            try db.execute("UPDATE campaign SET defer_by = \(seconds) WHERE id = \(id)")
            _ = try request(id, at: now.addingTimeInterval(-240), in: db)
        case .launched(let days, let pace, let ending):
            try insertLinks(campaign, id, in: db)
            try launch(campaign, id, days: days, pace: pace, ending).play(in: db)
        }
    }

    private func launch(
        _ campaign: SampleCampaign, _ id: Int64, days: Double, pace: Int64, _ ending: SampleLaunch.Ending
    ) -> SampleLaunch {
        let isUnderWay = if case .running = ending { true } else { false }
        return SampleLaunch(
            scene: scene, campaign: id, launched: scene.workday(days, campaign.title), pace: pace,
            ending: ending,
            reading: isUnderWay ? 25_000 : 3 * SampleScene.day,
            tracksOpens: [.acme, .bluebird, .ember, .delta].contains(campaign.customer),
            tracksLinks: [.acme, .citrus].contains(campaign.customer))
    }

    private func request(_ id: Int64, at time: Date, in db: WriteTransaction) throws -> Launching.Verdict {
        try Launching.request(id, key: scene.uuid("launch \(id)"), at: time, in: db)
    }

    /// Some time before its launch.
    private func made(_ campaign: SampleCampaign) -> Int64 {
        guard case .launched(let days, _, _) = campaign.course, days >= 1 else {
            return scene.workday(campaign.age, campaign.title)
        }
        return scene.workday(days, campaign.title) - 5_700_000
    }

    private func insertLinks(_ campaign: SampleCampaign, _ id: Int64, in db: WriteTransaction) throws {
        guard !campaign.isSMS else { return }
        for place in [scene.token(campaign.title), "shop", "news", "account"] {
            try db.execute(
                """
                INSERT INTO link (campaign, url) VALUES (\(id),
                \("https://\(campaign.customer).example/\(place)"))
                """)
        }
    }
}
