import Foundation
import Platform
import ServiceCore
import Store
import TestSupport
import Testing

@testable import PlatformServer

/// A platform on which one account has something of everything, and another knows all its names and ids.
struct IsolationGround: Sendable {
    let desk: ServerDesk
    let owner: Party
    let stranger: Party
    /// An account that the owner, an administrator, may delete.
    let third: NewAccount
    let template: String
    let webhook: String
    /// Of a mail, and of the text campaign that waits for credit.
    let batch: String
    let sms: String
    /// Where a page can be fetched.
    let page: String
    private let pages: ScriptedServer

    /// Who calls, and what they have of their own that a call may need.
    struct Party: Sendable {
        let account: NewAccount
        let tenant: Tenant
        let smtpUser: String
        /// The number of a campaign of type `api`; no two parties have the same.
        let campaign: Int

        var key: String { account.apiKey.reveal() }
    }

    /// Stands in whatever is the owner's, and nowhere else.
    static let mark = "secret"

    init() async throws {
        desk = try await ServerDesk(sandbox: .immediate(rates: .silent), clock: { Date() }) { options in
            options.allowsPrivateTargets = true
            options.checksWebhooks = false
        }
        pages = try await ScriptedServer()
        pages.otherwise(.html("<p>Hola</p>"))
        page = pages.url
        third = try await desk.accountWithoutPassword("third@shop.example")
        stranger = try await Self.party("stranger@shop.example", campaigns: 1, on: desk)
        owner = try await Self.party("owner@secret.example", campaigns: 2, isAdmin: true, on: desk)
        let goods = OwnersGoods(tenant: owner.tenant)
        (template, webhook) = try await goods.make()
        batch = try await goods.send(owner.smtpUser)
        sms = try await goods.waitForCredit()
    }

    private static func party(
        _ email: String, campaigns: Int, isAdmin: Bool = false, on desk: ServerDesk
    ) async throws -> Party {
        let account = try await desk.accountWithoutPassword(email, isAdmin: isAdmin)
        let tenant = try #require(
            try await Tenants(desk.platform, face: "test").find(apiKey: account.apiKey))
        let user = try await tenant.smtpUsers.create(
            FormValues(["total_limit": "500", "hourly_limit": "200"]))
        for number in 1...campaigns {
            _ = try await tenant.campaigns.create(
                FormValues([
                    "title": "Avisos de \(email) \(number)", "type": "api", "subject": "Hola",
                    "sender": email,
                ]))
        }
        let name = try #require((user.rows.first?.resource as? SMTPUser)?.name)
        return Party(account: account, tenant: tenant, smtpUser: name, campaign: campaigns)
    }

    var ownersRows: [String] {
        get async throws { try await OwnedRows.of(owner.tenant.id, in: desk.platform) }
    }

    /// Runs the engine until the owner's mail stands in the archive.
    func deliver() async throws {
        let changes = desk.platform.context.store.changes()
        desk.platform.startEngine()
        if try await isArchived { return }
        for await _ in changes where try await isArchived { return }
    }

    private var isArchived: Bool {
        get async throws {
            try await owner.tenant.archived(batch: batch, address: "kim@secret.example") != nil
        }
    }

    /// Writes events of every kind that reports tell of, as the engine would of the owner's mail.
    func report() async throws {
        let kinds: [EventKind] = [.accepted, .delivered, .bounceHard, .complaint, .open, .click]
        let (account, time) = (owner.tenant.id, Int64(Date().timeIntervalSince1970 * 1000) - 1000)
        try await desk.platform.context.store.write { db in
            for kind in kinds {
                try db.execute(
                    """
                    INSERT INTO event (account, kind, at, delivery, batch, source)
                    SELECT \(account), \(kind.number), \(time), d.id, d.batch,
                    'test' FROM delivery d
                    WHERE d.address = 'kim@secret.example' LIMIT 1
                    """)
            }
        }
    }
}
