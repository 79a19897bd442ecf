import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct EmbeddedPlatformTests {
    @Test func `two consoles on one folder: the second edit of one state is a conflict`() async throws {
        let fixture = try await TemporaryPlatform()
        let other = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: fixture.path, who: "lee@console"))
        let opened = try await fixture.account()
        let theirs = try fixture.require(other.connection.resources[.account]?.operations)
        let seen = try await fixture.require(theirs.find)(opened.name)
        _ = try await theirs.update?.submit(seen, FormValues(["company": "Lee", "phone": "1"]))
        let error = await failure { try await fixture.edit(opened, ["company": "Kim", "phone": "1"]) }
        let entries = try await fixture.all(.audit)
        #expect(error?.code == .conflict)
        #expect(entries.map { $0["who"].plainText } == ["lee@console"])
        await other.close()
    }

    @Test func `what another process writes is told as anything`() async throws {
        let fixture = try await TemporaryPlatform()
        let other = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: fixture.path, who: "lee@console"))
        let subscribe = try fixture.require(other.connection.changes)
        var changes = subscribe().makeAsyncIterator()
        // What the other has seen so far is noted on its writer's queue, which this waits for.
        try await other.context.store.write { _ in }
        try await fixture.account()
        let change = await changes.next()
        #expect(change == .anything)
        await other.close()
    }

    @Test func `a secret that cannot be opened hides no row`() async throws {
        let fixture = try await TemporaryPlatform()
        try await fixture.account()
        try await fixture.store.write { db in
            try db.execute("UPDATE account SET api_key_sealed = x'00'")
        }
        #expect(try await fixture.all(.account).map { $0["api_key"] } == [.none])
    }

    @Test func `calls to hosted platforms are kept without more than was told`() async throws {
        let fixture = try await TemporaryPlatform()
        let log = StoredRequestLog(fixture.store)
        let call = LoggedRequest(
            time: fixture.clock.now, connection: "dyn", operation: "senders", status: 503,
            code: .unavailable, duration: .milliseconds(1500))
        var later = call
        (later.status, later.code, later.operation) = (nil, nil, "contacts")
        await log.record(call)
        await log.record(later)
        #expect(await log.recent() == [later, call])
        #expect(await log.recent(1) == [later])
        let kept = try await fixture.store.read { db in
            try String.fetchOne(
                db,
                """
                SELECT connection || ' ' || operation || ' ' || status || ' ' || duration_us || ' ' || error
                FROM request_log ORDER BY id LIMIT 1
                """)
        }
        #expect(kept == "dyn senders 503 1500000 unavailable")
    }

    @Test func `nothing to read is not found, and nothing is made`() async throws {
        let folder = try TemporaryDirectory()
        let error = await failure {
            try await EmbeddedPlatform.open(
                PlatformOptions(dataDirectory: folder.url.path, isReadOnly: true, who: "kim@console"))
        }
        #expect(error?.code == .notFound)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func `a closed platform fails with a sentence`() async throws {
        let fixture = try await TemporaryPlatform()
        await fixture.platform.close()
        let error = await failure { try await fixture.all(.account) }
        #expect(error?.code == .storage)
    }

    @Test func `campaigns stay visible when the key of one cannot be opened`() async throws {
        let fixture = try await TemporaryPlatform()
        try await fixture.account()
        try await fixture.store.write { db in
            try db.execute(
                """
                INSERT INTO campaign (uuid, account, numid, channel, type, title, api_key_sealed, created_at,
                updated_at) VALUES ('c1', 1, 1, 'email', 'api', 'Damaged', x'00', 0, 0),
                ('c2', 1, 2, 'email', 'normal', 'Sound', NULL, 0, 0)
                """)
        }
        #expect(try await fixture.all(.campaign).map(\.name).sorted() == ["Damaged", "Sound"])
    }
}
