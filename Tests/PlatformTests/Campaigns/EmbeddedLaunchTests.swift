import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// The whole way: facade, forms, launch, engine, watch.
///
/// Case S8.
@Suite struct EmbeddedLaunchTests {
    let folder: TemporaryDirectory
    let platform: EmbeddedPlatform
    var campaigns: CampaignControl { platform.connection.campaigns! }  // the embedded platform always has it
    var kind: RowOperations { platform.connection.resources[.campaign]! }  // and this kind

    init() async throws {
        folder = try TemporaryDirectory()
        platform = try await Self.open(folder)
        try await platform.context.store.write { db in
            let account = try StoreFixture.account(db)
            try db.execute(
                """
                INSERT INTO sender (account, address, created_at) VALUES (\(account), 'news@shop.example', 0)
                """)
            for number in 1...120 {
                try StoreFixture.contact(db, account: account, numid: number, email: "p\(number)@example.com")
            }
        }
    }

    private static func open(_ folder: TemporaryDirectory) async throws -> EmbeddedPlatform {
        try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: folder.url.path, who: "kim@console"),
            transport: .sandbox(.immediate()))
    }

    private func makeCampaign(_ more: [String: String] = [:]) async throws -> ServiceCore.Row {
        var texts = [
            "account": "ops@shop.example", "title": "Spring sale", "subject": "Spring", "text": "Hello",
            "sender": "news@shop.example", "audience": "all contacts",
        ]
        texts.merge(more) { $1 }
        let made = try await kind.operations.create!.submit(nil, FormValues(texts))
        return try #require(made.rows.first)
    }

    @Test func `the plan says how long a limit and where a cap will hold the launch`() async throws {
        try await platform.context.store.write { db in
            try db.execute(
                """
                INSERT INTO smtp_user (account, name, hourly_limit, total_limit, created_at)
                SELECT id, 'smtp70001', 2, 100, 0 FROM account
                """)
            try db.execute("UPDATE account SET email_cap = 90")
        }
        let plan = try await campaigns.plan(makeCampaign(["smtp_user": "smtp70001"]).id)
        #expect(plan.refusal == nil)
        #expect(
            plan.warnings == [
                "At 2 an hour it takes 60 hours.",
                "The SMTP user may send 100 more in all; the launch pauses after them.",
                "The monthly cap leaves 90 to be sent; the rest waits for the next month.",
            ])
    }

    @Test func `a campaign made by its form is launched, delivered and watched to its end`() async throws {
        let campaign = try await makeCampaign()
        let plan = try await campaigns.plan(campaign.id)
        #expect(plan.refusal == nil)
        #expect(plan.willSend == 120)
        platform.startEngine()
        let updates = campaigns.watch(campaign.id)
        let outcome = try await campaigns.launch(campaign.id, "key")
        guard case .launched = outcome else { return #expect(Bool(false), "\(outcome)") }
        var last: CampaignProgress?
        for await case .progress(let progress) in updates {
            #expect(progress.states.values.reduce(0, +) == progress.audience)
            last = progress
        }
        let end = try #require(last)
        #expect(end.campaign.state == .finished)
        #expect(end.audience == 120)
        #expect(end.states[.pending] == 0)
        #expect(!end.events.isEmpty)
        #expect(end.transport == "sandbox")
        await platform.close()
    }

    @Test func `who runs the engine makes the day's copy of the database`() async throws {
        let campaign = try await makeCampaign()
        platform.startEngine()
        _ = try await campaigns.launch(campaign.id, "key")
        for await update in campaigns.watch(campaign.id) {
            if case .progress(let progress) = update, progress.campaign.state == .finished { break }
        }
        await platform.close()
        let backups = platform.context.store.directory.files.backups.path
        let names = try FileManager.default.contentsOfDirectory(atPath: backups)
        #expect(names.count == 1)
        #expect(names.first?.hasSuffix("-daily.sqlite") == true)
    }

    @Test func `the same key again gives the first answer`() async throws {
        let campaign = try await makeCampaign()
        let first = try await campaigns.launch(campaign.id, "key")
        let second = try await campaigns.launch(campaign.id, "key")
        #expect(first == second)
        await platform.close()
    }

    @Test func `what is queued without an engine goes on when one starts in another process`() async throws {
        let campaign = try await makeCampaign()
        _ = try await campaigns.launch(campaign.id, "key")
        #expect(try await platform.connection.unfinished?() == [campaign.name])
        #expect(platform.engineStatus() == .none)
        let other = try await Self.open(folder)
        other.startEngine()
        for await update in campaigns.watch(campaign.id) {
            if case .progress(let progress) = update, progress.campaign.state == .finished { break }
        }
        #expect(try await platform.connection.unfinished?() == [])
        await other.close()
        await platform.close()
    }

    @Test func `a launch held by a pause goes on with resume and is cancelled by abort`() async throws {
        let campaign = try await makeCampaign()
        _ = try await campaigns.launch(campaign.id, "key")
        _ = try await campaigns.pause!(campaign.id)
        await #expect(throws: ServiceError.self) { try await campaigns.pause!(campaign.id) }
        _ = try await campaigns.resume!(campaign.id)
        let aborted = try await campaigns.abort!(campaign.id)
        #expect(aborted.rows.first?["state"].plainText == "aborted")
        await platform.close()
    }

    @Test func `both forms of a deferral at once are refused on their line`() async throws {
        do {
            _ = try await makeCampaign(["defer_until": "2030-01-01T00:00:00Z", "defer_by": "60"])
            Issue.record("it was taken")
        } catch let error as ServiceError {
            #expect(error.code == .invalid)
            #expect(error.field == "defer_by")
        }
        await platform.close()
    }

    @Test func `a launch without an approved sender is refused before anything is written`() async throws {
        let campaign = try await makeCampaign(["sender": "other@shop.example"])
        let plan = try await campaigns.plan(campaign.id)
        #expect(plan.refusal?.code == .refused)
        await #expect(throws: ServiceError.self) { try await campaigns.launch(campaign.id, "key") }
        await platform.close()
    }

    @Test func `an edit keeps what it leaves out, and undo brings the old audience back`() async throws {
        let campaign = try await makeCampaign()
        let edit = try await kind.operations.update!.submit(
            campaign, FormValues(["audience": "a@example.org"]))
        #expect(edit.rows.first?["audience"].plainText == "a@example.org")
        #expect(edit.rows.first?["text"].plainText == "Hello")
        _ = try await edit.reversal!.undo()
        let now = try await kind.operations.find!(campaign.id.native)
        #expect(now?["audience"].plainText == "all contacts")
        await platform.close()
    }

    @Test func `recipients are listed by state in windows`() async throws {
        let campaign = try await makeCampaign()
        platform.startEngine()
        _ = try await campaigns.launch(campaign.id, "key")
        for await update in campaigns.watch(campaign.id) { _ = update }
        let list = try #require(campaigns.recipients!(campaign.id).operations.list)
        let first = try await list.page(ListRequest(limit: 50))
        #expect(first.total == .exact(120))
        let last = try #require(first.items.last)
        let second = try await list.page(ListRequest(position: .after(last.id), limit: 100))
        #expect(first.items.count + second.items.count == 120)
        #expect(Set((first.items + second.items).map(\.id)).count == 120)
        let back = try await list.page(ListRequest(position: .before(second.items[0].id), limit: 50))
        #expect(back.items == first.items)
        let delivered = Filter([FilterTerm(.field("state", .equals, .text("delivered")))])
        #expect(try await list.count!(delivered) > 90)
        await platform.close()
    }

    @Test func `a composed message reaches the chosen people as a batch of its own`() async throws {
        let messages = try #require(platform.connection.messages)
        let contact = ResourceID("embedded", .contact, "1")
        let form = try await messages.form([contact])
        #expect(form["sender"]?.value == "news@shop.example")
        var values = form.initialValues
        values["subject"] = "Hello"
        values["text"] = "One line"
        values["to"] = "other@example.org"
        _ = try await messages.send([contact], values)
        platform.startEngine()
        let changes = platform.connection.changes!()
        var isDone = false
        for await _ in changes {
            isDone = try await platform.context.store.read { db in
                try Int.fetchOne(db, "SELECT count(*) FROM delivery WHERE lane = 0 AND state >= 5") == 2
            }
            if isDone { break }
        }
        #expect(isDone)
        await platform.close()
    }
}
