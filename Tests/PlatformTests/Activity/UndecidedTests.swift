import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Single messages whose answer was lost: where a person hears of them, and decides.
@Suite struct UndecidedTests {
    /// Two that wait, one of them lost twice, one that was decided, and one of a launch.
    private func filled() async throws -> TemporaryPlatform {
        let bench = try await TemporaryPlatform()
        try await bench.account("ops@shop.example")
        try await bench.write(
            """
            INSERT INTO campaign (id, uuid, account, numid, channel, type, title, state, created_at, updated_at)
            VALUES (7, 'c', 1, 1, 'email', 'normal', 'Sale', 'finished', 0, 0);
            INSERT INTO batch (id, uuid, account, campaign, channel, created_at)
            VALUES (1, 'b1', 1, NULL, 'email', 0), (2, 'b2', 1, 7, 'email', 0);
            INSERT INTO submission (id, batch, source, created_at, expires_at)
            VALUES (1, 1, 'api', 0, 1770000000000), (2, 2, 'launch', 0, 1770000000000);
            INSERT INTO delivery (id, submission, batch, lane, ordinal, address, state, attempts, changed_at)
            VALUES (1, 1, 1, 0, 1, 'ana@example.test', 4, 1, 0), (2, 1, 1, 0, 2, 'bo@example.test', 4, 1, 0),
            (3, 1, 1, 0, 3, 'cy@example.test', 5, 1, 0), (4, 2, 2, 7, 1, 'di@example.test', 4, 1, 0);
            INSERT INTO event (id, account, kind, at, delivery, batch, campaign, source) VALUES
            (1, 1, 19, 1000, 1, 1, NULL, 'sandbox'), (2, 1, 19, 2000, 2, 1, NULL, 'sandbox'),
            (3, 1, 19, 3000, 3, 1, NULL, 'sandbox'), (4, 1, 2, 3500, 3, 1, NULL, 'sandbox'),
            (5, 1, 19, 4000, 4, 2, 7, 'sandbox'), (6, 1, 19, 5000, 1, 1, NULL, 'sandbox');
            """)
        return bench
    }

    private func findings(_ bench: TemporaryPlatform) async throws -> [Finding] {
        try await bench.platform.connection.eventFindings(now: bench.clock.now, zone: .utc)
    }

    private func rows(_ filter: String, on bench: TemporaryPlatform) async throws -> [Row] {
        let events = try bench.rows(.event)
        let parsed = try FilterParser(schema: events.schema, now: bench.clock.now).parse(filter)
        return try await bench.require(events.operations.list).page(ListRequest(filter: parsed)).items
    }

    @Test func `a line of the overview counts them, and its filter shows exactly those`() async throws {
        let bench = try await filled()
        let finding = try #require(try await findings(bench).first)
        #expect(
            finding.sentence
                == "2 single messages have a fate that is unknown: bo@example.test, ana@example.test")
        #expect(finding.weight == .wrong && finding.count == 2)
        #expect(finding.moment == Finding.Moment("since", Date(storedTime: 2_000)))
        var shown: String?
        if case .rows(.event, let filter) = finding.place { shown = filter }
        let filter = try #require(shown)
        #expect(try await rows(filter, on: bench).map(\.id.native) == ["6", "2"])
        #expect(try await rows("kind:unknown", on: bench).count == 5)
        #expect(try await rows("undecided:no", on: bench).map(\.id.native) == ["3", "1"])
    }

    @Test func `each is decided where it is shown, and then is in no line`() async throws {
        let bench = try await filled()
        let waiting = try await rows("undecided:yes", on: bench)
        let accepted = try await bench.perform("accept", on: [waiting[0]])
        #expect(accepted.message == "ana@example.test taken for accepted")
        #expect(try await findings(bench).map(\.count) == [1])
        let again = try await bench.perform("resend", on: [waiting[1]])
        #expect(again.message == "bo@example.test queued again")
        #expect(try await findings(bench).isEmpty)
        let states = try await bench.text(
            "SELECT group_concat(state, ' ') FROM (SELECT state FROM delivery ORDER BY id)")
        #expect(states == "5 1 5 4")
        #expect(try await bench.audited() == ["resend bo@example.test", "accept ana@example.test"])
        let late = await failure { try await bench.perform("accept", on: [waiting[0]]) }
        #expect(late?.code == .conflict)
    }

    @Test func `nothing is decided of an event that waits for nobody`() async throws {
        let bench = try await filled()
        let action = try #require(try bench.rows(.event).action("accept"))
        for id in ["1", "3", "4", "5"] {
            let row = try await bench.find(.event, id)
            #expect(
                action.availability(row) == .disabled("no single message that waits for a person"), "\(id)")
        }
    }
}
