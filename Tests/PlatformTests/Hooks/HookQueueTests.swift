import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct HookQueueTests {
    private func rates(_ change: (inout SandboxRates) -> Void) -> SandboxRates {
        var rates = SandboxRates.silent
        change(&rates)
        return rates
    }

    private func told(_ desk: HookBench, of column: String) async throws -> [String] {
        try await desk.bench.store.read { db in
            try String.fetchAll(db, "SELECT \(sql: column) FROM hook_out ORDER BY id")
        }
    }

    @Test func `nothing is written where nobody wants to be told`() async throws {
        let desk = try await HookBench(contacts: 5, rates: SandboxRates())
        try await desk.send()
        #expect(try await desk.bench.number("SELECT count(*) FROM event") > 5)
        #expect(try await desk.owed().isEmpty)
    }

    @Test func `a hook is owed each event that it wants, under the event's id`() async throws {
        let desk = try await HookBench(contacts: 3, rates: rates { ($0.delivered, $0.view) = (1, 1) })
        try await desk.hook("/all")
        try await desk.hook("/opens", events: "open,spam")
        try await desk.hook("/spam", events: "spam")
        try await desk.send()
        let paths = try await told(desk, of: "endpoint").map { $0.replacing(desk.server.url, with: "") }
        #expect(paths.filter { $0 == "/all" }.count == 6)
        #expect(paths.filter { $0 == "/opens" }.count == 3)
        #expect(paths.contains("/spam") == false)
        let strangers = try await desk.bench.number(
            "SELECT count(*) FROM hook_out o LEFT JOIN event e ON e.id = o.event AND e.at = o.event_at WHERE e.id IS NULL"
        )
        #expect(strangers == 0)
    }

    @Test(arguments: [
        (\SandboxRates.hardBounce, "bounce", "bouncetype=hard"), (\.softBounce, "bounce", "bouncetype=soft"),
        (\.refused, "bounce", "bouncetype=hard"), (\.complaint, "spam", "email="),
        (\.unsubscribe, "unsubscribe", "email="),
    ])
    func `the sandbox's people are told to the account's URLs`(
        rate: WritableKeyPath<SandboxRates, Double>, kind: String, words: String
    ) async throws {
        let desk = try await HookBench(
            rates: rates { rates in
                rates.delivered = 1
                rates[keyPath: rate] = 1
            })
        try await desk.bench.write(
            "UPDATE account SET bounce_url = ?, spam_url = ?, unsubscribe_url = ?",
            ["https://a.example/bounce", "https://a.example/spam", "https://a.example/unsubscribe"])
        try await desk.send()
        #expect(try await told(desk, of: "url") == ["https://a.example/\(kind)"])
        let body = try #require(try await told(desk, of: "body").first)
        #expect(body.hasPrefix("event=\(kind)&email=person1%40example1.com"))
        #expect(body.contains(words))
    }

    @Test func `a URL that is switched off and another account's hook are told nothing`() async throws {
        let desk = try await HookBench(rates: rates { $0.hardBounce = 1 })
        try await desk.bench.write(
            "UPDATE account SET bounce_url = 'https://a.example/bounce', bounce_url_active = 0")
        let other = try await desk.bench.store.write { db in
            try StoreFixture.account(db, username: "other@shop.example")
        }
        let hook = try await desk.hook()
        try await desk.bench.write("UPDATE hook SET account = ? WHERE id = ?", [other, hook])
        try await desk.send()
        #expect(try await desk.owed().isEmpty)
    }

    /// The suppression names the event that made it, not what was written after the event.
    @Test func `a complaint's suppression names its event also where a hook is told`() async throws {
        let desk = try await HookBench(rates: rates { ($0.delivered, $0.complaint) = (1, 1) })
        try await desk.hook()
        try await desk.hook("/second")
        try await desk.send()
        let kind = try await desk.bench.number(
            "SELECT kind FROM event WHERE id = (SELECT source_event FROM suppression)")
        #expect(EventKind(number: kind) == .complaint)
    }

    @Test func `an SMS is told to no hook of e-mails`() async throws {
        let desk = try await HookBench()
        try await desk.hook()
        try await desk.bench.grant(10)
        try await desk.bench.launch(
            try await desk.bench.campaign(
                AudienceSpec(kind: .list, addresses: ["+34600123456"]), type: .smsPlain))
        try await desk.bench.run(try await desk.bench.engine())
        #expect(
            try await desk.bench.number("SELECT count(*) FROM event WHERE kind = 2") == 1)
        #expect(try await desk.owed().isEmpty)
    }
}
