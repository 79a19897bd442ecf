import Foundation
import ServiceCore
import Store
import Synchronization
import Testing

@testable import Platform

/// The making of the sample: the same for a seed, whole or recognisably not, and never over other data.
@Suite struct SampleFillTests {
    @Test func `the audit chain holds`() async throws {
        let sample = try await SamplePlatform.shared.value
        let broken = try await sample.platform.context.store.read { db in
            try AuditChain(db).verify().broken?.id
        }
        #expect(broken == nil)
    }

    @Test func `what the triggers keep is right after the fill`() async throws {
        let sample = try await SamplePlatform.shared.value
        let wrong = try await sample.platform.context.store.read { db in
            try Int.fetchOne(
                db,
                """
                SELECT (SELECT count(*) FROM contact c WHERE is_suppressed <> EXISTS (SELECT 1
                FROM suppression s
                    WHERE s.address = c.email AND s.channel = 'email' AND s.lifted_at IS NULL
                    AND (s.account = c.account OR s.account IS NULL)))
                + (SELECT count(*) FROM grp
                    WHERE member_count <> (SELECT count(*) FROM grp_member WHERE grp = grp.id))
                + (SELECT count(*) FROM contact c WHERE last_event_at < (SELECT max(at) FROM event e
                    WHERE e.contact = c.id))
                """)
        }
        #expect(wrong == 0)
    }

    @Test func `no row refers to one that is not there`() async throws {
        let sample = try await SamplePlatform.shared.value
        let broken = try await sample.platform.context.store.read { db in
            try SQLRow.fetchAll(db, "PRAGMA foreign_key_check").count
        }
        #expect(broken == 0)
    }

    @Test func `a seed gives the same rows again`() async throws {
        let samples = [
            try await SamplePlatform(contacts: 500, seed: 7),
            try await SamplePlatform(contacts: 500, seed: 7),
        ]
        let digests = try await [digest(samples[0]), digest(samples[1])]
        #expect(digests[0] == digests[1])
    }

    /// Everything that is not sealed, table by table.
    private func digest(_ sample: SamplePlatform) async throws -> [String] {
        try await sample.platform.context.store.read { db in
            try [
                "SELECT name || dkim_state || spf_state FROM sender",
                "SELECT name || used_total FROM smtp_user",
                "SELECT email || state || coalesce(last_event_at, 0) FROM contact",
                "SELECT coalesce(account, 0) || address || reason || at || coalesce(source_event, 0) FROM suppression",
                "SELECT uuid || title || state || coalesce(audience_count, 0) FROM campaign",
                "SELECT address || state || changed_at || coalesce(reply, '') FROM delivery",
                "SELECT kind || at || coalesce(delivery, 0) || coalesce(agent, '') FROM event",
                "SELECT at || who || action || target || title || why || coalesce(before, '') FROM audit",
            ].flatMap { try String.fetchAll(db, SQL(text: $0)) }
        }
    }

    @Test(arguments: [0, 1, 40])
    func `very few contacts make a whole sample too`(contacts: Int) async throws {
        let sample = try await SamplePlatform(contacts: contacts)
        #expect(SampleData.state(of: sample.folder.url.path) == .complete)
        #expect(try await sample.campaigns().count >= 20)
    }

    @Test func `an interrupted fill is recognised, and the folder can be filled anew`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.url.appending(path: "demo").path
        try await interruptedFill(path)
        #expect(SampleData.state(of: path) == .unfinished)
        try FileManager.default.removeItem(atPath: path)
        let platform = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: path, who: "kim@console"))
        try await SampleData.fill(platform.context.store, contacts: 300)
        await platform.close()
        #expect(SampleData.state(of: path) == .complete)
    }

    private func interruptedFill(_ path: String) async throws {
        let platform = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: path, who: "kim@console"))
        let store = platform.context.store
        let running = Mutex<Task<Void, any Error>?>(nil)
        let (gate, opening) = AsyncStream<Void>.makeStream()
        let task = Task {
            for await _ in gate { break }
            try await SampleData.fill(store, contacts: 3_000) { progress in
                guard progress.phase == .campaigns else { return }
                running.withLock { $0?.cancel() }
            }
        }
        running.withLock { $0 = task }
        opening.yield()
        let error = await failure { try await task.value }
        #expect(error != nil)
        await platform.close()
    }

    @Test func `a platform in use is refused and not marked as made by demo`() async throws {
        let used = try await TemporaryPlatform()
        try await used.account()
        let error = await failure { try await SampleData.fill(used.store, contacts: 10) }
        #expect(error?.code == .refused)
        #expect(SampleData.state(of: used.path) == .foreign)
    }
}
