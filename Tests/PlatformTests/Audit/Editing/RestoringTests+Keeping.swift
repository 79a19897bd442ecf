import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// What is kept of a deleted row, and for how long.
extension RestoringTests {
    @Test func `secrets are kept sealed`() async throws {
        let desk = try await FullDesk()
        let user = try await desk.fixture.all(.smtpUser)[0]
        guard case .secret(let password) = user["password"] else { throw TemporaryPlatform.Missing() }
        _ = try await desk.fixture.delete([user])
        let data = try await desk.fixture.store.read { db in
            try String.fetchAll(db, "SELECT data FROM deleted_row").joined()
        }
        #expect(data.contains("smtp70001") && !data.contains(password.reveal()))
    }

    @Test func `what was deleted is forgotten after the days that are told`() async throws {
        let desk = try await FullDesk()
        let outcome = try await desk.fixture.delete([desk.fixture.find(.variable, "brand")])
        desk.fixture.clock.advance(by: 8 * 86_400)
        _ = try await desk.fixture.delete([desk.fixture.find(.group, "vip")])
        #expect(
            try await desk.fixture.store.read { db in
                try String.fetchAll(db, "SELECT DISTINCT source FROM deleted_row ORDER BY source")
            } == ["grp", "grp_member"])
        let error = await failure { try await desk.fixture.undo(outcome) }
        #expect(error?.code == .notFound && error?.message.hasSuffix(".") == true)
    }

    @Test func `the daily round forgets them, too`() async throws {
        let desk = try await FullDesk()
        _ = try await desk.fixture.delete([desk.fixture.find(.variable, "brand")])
        _ = await DailyBackup(desk.fixture.store).makeIfDue(at: desk.fixture.clock.now + 8 * 86_400)
        #expect(try await desk.number("SELECT count(*) FROM deleted_row") == 0)
    }

    @Test func `with an account all that was kept of it goes, and that cannot be taken back`() async throws {
        let desk = try await FullDesk()
        _ = try await desk.fixture.delete(try await desk.fixture.all(.contact))
        let account = try await desk.fixture.all(.account)
        let deletion = try #require(try desk.fixture.operations(.account).delete)
        #expect(try await deletion.restoration(account[0]).finality != nil)
        let outcome = try await desk.fixture.delete(account)
        #expect(outcome.reversal == nil && outcome.finality?.isEmpty == false)
        #expect(try await desk.number("SELECT count(*) FROM deleted_row") == 0)
    }

    @Test func `a campaign that has sent says that it is gone for good`() async throws {
        let desk = try await FullDesk()
        let campaign = try await desk.fixture.find(.campaign, "Orders")
        try await desk.write(
            "INSERT INTO batch (uuid, account, campaign, channel, created_at) SELECT 'b', account, id, channel, 1 FROM campaign WHERE title = 'Orders'"
        )
        let deletion = try #require(try desk.fixture.operations(.campaign).delete)
        let restoration = try await deletion.restoration(campaign)
        let outcome = try await desk.fixture.delete([campaign])
        #expect(
            restoration.sentence(of: 1)
                == "This cannot be taken back: its recipients and events are not kept.")
        #expect(outcome.reversal == nil && outcome.finality == restoration.finality)
    }
}
