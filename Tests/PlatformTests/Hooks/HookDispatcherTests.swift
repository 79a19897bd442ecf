import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// S17 among them: a webhook's target that is slow, refuses, points elsewhere, says too much or is away.
///
/// Case S17.
@Suite(.timeLimit(.minutes(10))) struct HookDispatcherTests {
    private let desk: HookBench

    init() async throws { desk = try await HookBench(contacts: 3) }

    @Test func `what was sent is told, signed, and forgotten once it is taken`() async throws {
        let hook = try await desk.hook()
        try await desk.send()
        try await desk.dispatching {
            try await desk.until { try await desk.owed().isEmpty }
        }
        let asked = try #require(desk.server.requests.first)
        #expect(asked.bodyText.contains(#""event":"send""#))
        #expect(asked.header("x-sendcleantes-signature")?.isEmpty == false)
        #expect(Set(desk.events()).count == 3)
        let row = try await desk.bench.store.read { db in
            try Webhook.table(desk.context()).find(String(hook), in: db)
        }
        #expect(row?.totalEvents == 3)
        #expect(row?.lastSuccess == desk.bench.time.now)
        #expect(row?.lastAnswer == "200")
    }

    @Test func `a postback with marks is asked for, one without is posted as a form`() async throws {
        let url = desk.server.url
        try await desk.bench.write(
            "UPDATE account SET bounce_url = ?, spam_url = ?", ["\(url)/b?e=@email", "\(url)/s"])
        let time = desk.bench.time.now.storedTime
        try await desk.bench.write(
            """
            INSERT INTO hook_out (account, endpoint, url, event, event_at, body, next_at, created_at)
            VALUES (?1, 'b', ?2, 1, ?4, '', ?4, ?4), (?1, 's', ?3, 2, ?4, 'event=spam&email=a%40b', ?4, ?4)
            """, [desk.bench.account, "\(url)/b?e=a%40b", "\(url)/s", time])
        try await desk.dispatching {
            try await desk.until { try await desk.owed().isEmpty }
        }
        #expect(desk.server.requests(to: "GET", "/b").first?.query["e"] == "a@b")
        let form = try #require(desk.server.requests(to: "POST", "/s").first)
        #expect(form.form["email"] == "a@b")
        #expect(form.header("content-type") == "application/x-www-form-urlencoded")
    }

    @Test func `what is not taken is told again when its wait is over`() async throws {
        desk.server.answer("POST", "/hook", .status(500, body: "try later".utf8), .status(204))
        let hook = try await desk.hook()
        try await desk.owe(1, to: hook)
        try await desk.dispatching {
            try await desk.until { try await desk.owed() == ["untaken 1 60 500"] }
            try await desk.advance(61)
            try await desk.until { try await desk.owed().isEmpty }
        }
        #expect(desk.events() == ["1", "1"])
        #expect(try await desk.bench.text("SELECT last_answer FROM hook") == "204")
    }

    @Test func `an endpoint that wants none is left, until a person replays`() async throws {
        desk.server.answer("POST", "/hook", .status(410), .status(200))
        let hook = try await desk.hook()
        try await desk.owe(1, to: hook)
        try await desk.dispatching {
            try await desk.until { try await desk.owed() == ["untaken 1 - 410"] }
            let kind = OwnedKind<Webhook>(desk.context())
            let replay = try #require(kind.operations().actions.first { $0.name == "replay" })
            let id = desk.context().id(.webhook, hook)
            _ = try await replay.perform([id], FormValues())
            try await desk.until { try await desk.owed().isEmpty }
            let again = await failure { try await replay.perform([id], FormValues()) }
            #expect(again?.code == .refused)
        }
        #expect(desk.events() == ["1", "1"])
    }

    @Test func `an endpoint that asks for time gets nothing until it is over`() async throws {
        desk.server.answer("POST", "/hook", .status(429, headers: ["Retry-After": "300"]), .status(200))
        let hook = try await desk.hook()
        try await desk.owe(3, to: hook)
        try await desk.dispatching {
            try await desk.until {
                try await desk.owed() == ["untaken 1 300 429", "new 0 0 -", "new 0 0 -"]
            }
            try await desk.advance(301)
            try await desk.until { try await desk.owed().isEmpty }
        }
        #expect(desk.events().count == 4)
        #expect(try await desk.bench.number("SELECT count(*) FROM hook_rest") == 0)
    }

    @Test func `after five failures in succession the rest is kept back`() async throws {
        desk.server.answer("POST", "/hook", .status(502))
        let hook = try await desk.hook()
        try await desk.owe(8, to: hook)
        try await desk.dispatching {
            try await desk.until { try await desk.bench.number("SELECT failures FROM hook_rest") == 5 }
        }
        #expect(desk.events() == ["1", "2", "3", "4", "5"])
        #expect(try await desk.owed().suffix(3) == ["new 0 0 -", "new 0 0 -", "new 0 0 -"])
    }

    @Test func `one request at a time goes to an endpoint, and a slow one keeps no other waiting`()
        async throws
    {
        let gate = Gate()
        desk.server.answer("POST", "/slow", ScriptedAnswer.status(200).after(gate))
        let (slow, quick) = (try await desk.hook("/slow"), try await desk.hook("/quick"))
        try await desk.owe(3, to: slow)
        try await desk.owe(3, to: quick)
        try await desk.dispatching {
            await desk.server.received(4)
            #expect(desk.events(at: "/slow") == ["1"])
            #expect(desk.events(at: "/quick") == ["1", "2", "3"])
            gate.open()
            try await desk.until { try await desk.owed().isEmpty }
        }
        #expect(desk.events(at: "/slow") == ["1", "2", "3"])
    }

    @Test func `what was under way when the process ended is told again under the same id`() async throws {
        desk.server.answer("POST", "/hook", .silence, .status(200))
        let hook = try await desk.hook()
        try await desk.owe(1, to: hook)
        try await desk.dispatching { await desk.server.received(1) }
        #expect(try await desk.owed() == ["new 0 0 -"])
        try await desk.dispatching {
            try await desk.until { try await desk.owed().isEmpty }
        }
        #expect(desk.events() == ["1", "1"])
    }

    @Test func `a hook on a private address is told nothing unless that is allowed`() async throws {
        let hook = try await desk.hook()
        try await desk.owe(1, to: hook)
        try await desk.dispatching(allowsPrivateTargets: false) {
            try await desk.until { try await desk.owed() == ["untaken 1 60 -"] }
        }
        #expect(desk.server.connectionCount == 0)
        let answer = try await desk.bench.text("SELECT last_answer FROM hook")
        #expect(answer?.contains("127.0.0.1") == true)
    }

    @Test func `a hook that keeps a log keeps what it took, and its new URL gets what is owed`() async throws
    {
        let hook = try await desk.hook(storesLog: true)
        try await desk.owe(1, to: hook)
        try await desk.bench.write("UPDATE hook SET url = ?", ["\(desk.server.url)/moved"])
        try await desk.dispatching {
            try await desk.until { try await desk.owed() == ["done 1 - 200"] }
        }
        #expect(desk.events(at: "/moved") == ["1"])
    }

    @Test func `what nothing more happens to goes after a month`() async throws {
        let hook = try await desk.hook(storesLog: true)
        try await desk.owe(1, to: hook)
        try await desk.dispatching {
            try await desk.until { try await desk.owed() == ["done 1 - 200"] }
            desk.bench.time.advance(31 * 86_400)
            try await desk.owe(1, to: hook)
            try await desk.until { try await desk.bench.number("SELECT min(id) FROM hook_out") > 1 }
        }
        #expect(desk.events().count == 2)
    }

    @Test func `the process that has the engine tells, and ends with it`() async throws {
        try await desk.hook()
        let runner = EngineRunner(
            desk.context(), desk.bench.transport, pauseAfterFailure: .milliseconds(1))
        let campaign = try await desk.bench.campaign()
        try await desk.bench.launch(campaign)
        runner.start()
        await desk.server.received(3)
        try await desk.until { try await desk.owed().isEmpty }
        await runner.stop()
        #expect(try await desk.bench.state(campaign) == "finished")
    }
}
