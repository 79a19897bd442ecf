import FoundationEssentials
import ServiceCore
import Store

/// Campaigns as they were before anything was done with them.
struct SampleCampaigns {
    let scene: SampleScene
    private let queries: CampaignQueries

    init(scene: SampleScene) {
        self.scene = scene
        queries = CampaignQueries(connection: "embedded", vault: scene.vault)
    }

    func insert(in db: WriteTransaction) throws {
        try insertGrants(in: db)
        for campaign in SampleCampaign.list + SampleCampaign.today { try insert(campaign, in: db) }
    }

    /// What the balances that accounts were made with were granted for.
    private func insertGrants(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO sms_ledger (account, delta, kind, note, at)
            SELECT id, sms_credits, 'grant', 'account made', created_at FROM account WHERE sms_credits > 0
            """)
    }

    private func insert(_ campaign: SampleCampaign, in db: WriteTransaction) throws {
        let account = scene.id(campaign.customer)
        let time = campaign.made(in: scene)
        let site = "https://\(campaign.customer).example"
        let link = "\(site)/\(scene.token(campaign.title))"
        let html =
            campaign.isSMS ? "" : SampleMessage.html(campaign.subject, campaign.body, link: link, site: site)
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
        try schedule(campaign, id, in: db)
    }

    private func audience(
        _ campaign: SampleCampaign, _ account: Int64, in db: ReadTransaction
    ) throws -> AudienceSpec {
        switch campaign.audience {
        case .nobody: AudienceSpec(kind: .none)
        case .everybody: AudienceSpec(kind: .all)
        case .group(let name): try CampaignQueries.group(name, account: account, in: db)
        case .filter(let name): try CampaignQueries.filter(name, account: account, in: db)
        case .list(let addresses): AudienceSpec(kind: .list, addresses: addresses)
        }
    }

    private func schedule(_ campaign: SampleCampaign, _ id: Int64, in db: WriteTransaction) throws {
        switch campaign.course {
        case .draft, .short, .launched: break
        case .tomorrow(let hour):
            let start = (scene.now / SampleScene.day + 1) * SampleScene.day + Int64(hour) * SampleScene.hour
            let text = try AccountQueries.zone(of: scene.id(campaign.customer), in: db).text(
                Date(storedTime: start))
            try db.execute(
                "UPDATE campaign SET defer_until = \(start), defer_text = \(text) WHERE id = \(id)")
        case .after(let seconds):
            try db.execute("UPDATE campaign SET defer_by = \(seconds) WHERE id = \(id)")
        }
    }
}

/// What the messages of the sample say, in the plain HTML that mail programs agree on.
enum SampleMessage {
    /// - Parameters:
    ///   - link: where its button leads; nil leaves the button out.
    ///   - site: what its foot leads to; nil leaves that out.
    static func html(_ title: String, _ body: String, link: String?, site: String? = nil) -> String {
        let button = link.map { "<p><a href=\"\($0)\">\($0)</a></p>\n" } ?? ""
        let foot =
            site.map { "<a href=\"\($0)/shops\">Where we are</a> · <a href=\"\($0)/\">\($0)</a> · " } ?? ""
        return """
            <!doctype html>
            <html><body style="font-family: sans-serif; max-width: 36em">
            <h1>\(title)</h1>
            <p>\(body)</p>
            \(button)<p style="font-size: small">\(foot)<a href="{{unsubscribe_url|https://unsubscribe.example}}">Unsubscribe</a></p>
            </body></html>
            """
    }

    static func text(_ body: String, link: String) -> String { "\(body)\n\n\(link)\n" }
}
