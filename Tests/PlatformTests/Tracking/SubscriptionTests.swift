import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// How a person ends what is sent, and what follows from it.
///
/// Cases S11, X6.
@Suite struct SubscriptionTests {
    private static let person = "person1@example1.com"

    private func shown(_ answer: TrackingAnswer?) -> SubscriptionPage? {
        if case .page(let page) = answer { page } else { nil }
    }

    @Test func `GET and HEAD show the page and never unsubscribe, whatever they say`() async throws {
        let bench = try await TrackingBench()
        let path = try await bench.path(.unsubscribe)
        for method in ["GET", "HEAD"] {
            let answer = await bench.ask(
                bench.request(method, path, fields: [("List-Unsubscribe", "One-Click")])
            ).first
            let page = try #require(shown(answer))
            #expect(page.notice == nil && page.canUnsubscribe && page.sender == "The <Shop> & Co")
            #expect(page.channels.map(\.address) == ["p…@example1.com"])
        }
        #expect(try await bench.suppressions() == [])
        #expect(try await bench.events() == [])
    }

    @Test func `a POST unsubscribes at once and for good, and the same again changes nothing`() async throws {
        let bench = try await TrackingBench()
        let path = try await bench.path(.unsubscribe)
        for _ in 1...3 {
            let page = try #require(shown(await bench.oneClick(path)))
            #expect(page.notice == .unsubscribed && !page.canUnsubscribe)
        }
        #expect(try await bench.suppressions() == ["email \(Self.person) unsubscribe"])
        #expect(try await bench.events() == ["unsubscribe \(Self.person) - 192.0.2.7"])
        #expect(try await bench.counters()[.unsubscribe] == 1)
        #expect(
            try await bench.text("SELECT detail FROM event ORDER BY id DESC LIMIT 1")
                == "by one click in the mail program")
    }

    @Test func `a POST that says nothing of ours does nothing`() async throws {
        let bench = try await TrackingBench()
        let path = try await bench.path(.unsubscribe)
        for fields in [
            [], [("List-Unsubscribe", "")], [("x", "One-Click")], [("list-unsubscribe", "One-Click")],
        ] {
            #expect(await bench.ask(bench.request("POST", path, fields: fields)) == [.notUnderstood])
        }
        #expect(try await bench.suppressions() == [])
    }

    @Test func `fifty at once are one`() async throws {
        let bench = try await TrackingBench()
        let desk = TrackingDesk(bench.bench.context)
        let path = try await bench.path(.unsubscribe)
        let request = bench.request("POST", path, fields: [("List-Unsubscribe", "One-Click")])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { _ = await desk.answer(request) } }
        }
        await desk.close()
        #expect(try await bench.events().count == 1)
        #expect(try await bench.suppressions().count == 1)
    }

    @Test func `S11: what waits for the person is stopped with that reason, nobody else's`() async throws {
        let bench = try await TrackingBench()
        let user = try await bench.bench.addSMTPUser(hourly: 1)
        let next = try await bench.bench.campaign(smtpUser: user)
        try await bench.bench.launch(next)
        _ = try await bench.bench.engine(epoch: 2).drain()
        #expect(try await bench.bench.parts(next)[.pending] == 2)
        let waiting = try #require(
            try await bench.text(
                "SELECT address FROM delivery WHERE lane = ? AND next_at IS NOT NULL ORDER BY id DESC", [next]
            ))
        let person = try #require(TrackingBench.people.firstIndex(of: waiting)) + 1
        let token = MailToken(
            .unsubscribe,
            delivery: Int64(
                try await bench.number(
                    "SELECT id FROM delivery WHERE lane = ? AND address = ?",
                    [bench.campaign, TrackingBench.people[person - 1]])))
        let path = "/t/u/" + token.written(for: .link, by: bench.store.vault)
        _ = await bench.oneClick(path)
        let parts = try await bench.bench.parts(next)
        #expect(parts[.notSent] == 1 && parts[.pending] == 1)
        #expect(
            try await bench.text("SELECT reason FROM delivery WHERE lane = ? AND state = 7", [next])
                == "suppressed: unsubscribe")
        try await Reconciler(bench: bench.bench).sums(next)
    }

    @Test func `the account's URL is told`() async throws {
        let bench = try await TrackingBench()
        try await bench.write("UPDATE account SET unsubscribe_url = 'https://shop.example/gone?e=@email'")
        _ = await bench.oneClick(try await bench.path(.unsubscribe))
        #expect(
            try await bench.text("SELECT url FROM hook_out")
                == "https://shop.example/gone?e=person1%40example1.com")
    }

    @Test func `an entry by hand or of a bounce gives way to what the person says`() async throws {
        for reason in ["manual", "bounce"] {
            let bench = try await TrackingBench()
            try await bench.write(
                "INSERT INTO suppression (account, channel, address, reason, at) VALUES (1, 'email', ?, ?, 0)",
                [Self.person, reason])
            _ = await bench.oneClick(try await bench.path(.unsubscribe))
            #expect(try await bench.suppressions() == ["email \(Self.person) unsubscribe"])
        }
    }

    @Test func `a complaint stays one`() async throws {
        let bench = try await TrackingBench()
        try await bench.write(
            "INSERT INTO suppression (account, channel, address, reason, at) VALUES (1, 'email', ?, 'complaint', 0)",
            [Self.person])
        let page = try #require(shown(await bench.oneClick(try await bench.path(.unsubscribe))))
        #expect(page.notice == .unsubscribed)
        #expect(try await bench.suppressions() == ["email \(Self.person) complaint"])
        #expect(try await bench.events() == [])
    }

    // MARK: Preferences

    @Test func `each channel of a person is chosen by itself, and taken back`() async throws {
        let bench = try await TrackingBench()
        try await bench.write("UPDATE contact SET phone = '+15550100' WHERE email = ?", [Self.person])
        let path = try await bench.path(.unsubscribe)
        func save(_ fields: [(String, String)]) async throws -> [SubscriptionPage.State] {
            let asked = bench.request("POST", path, fields: [("preferences", "1")] + fields)
            let page = try #require(shown(await bench.ask(asked).first))
            #expect(page.notice == .saved)
            return page.channels.map(\.state)
        }
        #expect(try await save([("email", "on")]) == [.on, .off])
        #expect(try await bench.suppressions() == ["sms +15550100 unsubscribe"])
        #expect(try await save([]) == [.off, .off])
        #expect(try await save([("email", "on"), ("sms", "on")]) == [.on, .on])
        #expect(try await bench.suppressions() == [])
        let kinds = try await bench.events().map { $0.prefix { $0 != " " } }
        #expect(kinds == ["unsubscribe", "unsubscribe", "allowed", "allowed"])
    }

    @Test(arguments: ["manual", "complaint", "bounce"])
    func `what somebody else said is not taken back here`(reason: String) async throws {
        let bench = try await TrackingBench()
        try await bench.write(
            "INSERT INTO suppression (account, channel, address, reason, at) VALUES (1, 'email', ?, ?, 0)",
            [Self.person, reason])
        let path = try await bench.path(.unsubscribe)
        let asked = bench.request("POST", path, fields: [("preferences", "1"), ("email", "on")])
        let page = try #require(shown(await bench.ask(asked).first))
        #expect(page.channels.map(\.state) == [.blocked])
        #expect(try await bench.suppressions() == ["email \(Self.person) \(reason)"])
    }

    // MARK: What is gone

    @Test func `who was erased is told so, and nothing is recorded`() async throws {
        let bench = try await TrackingBench()
        let paths = [
            try await bench.path(.unsubscribe), try await bench.path(.open),
            try await bench.path(.click, link: try await bench.links()[0]),
        ]
        try await bench.bench.erase(Self.person)
        let before = try await bench.number("SELECT count(*) FROM event")
        let suppressed = try await bench.suppressions()
        #expect(shown(await bench.get(paths[0]))?.notice == .forgotten)
        #expect(shown(await bench.oneClick(paths[0]))?.notice == .forgotten)
        for path in paths.dropFirst() { _ = await bench.get(path) }
        #expect(try await bench.number("SELECT count(*) FROM event") == before)
        #expect(try await bench.suppressions() == suppressed)
    }

    @Test func `a link in a message whose campaign was deleted does what it says`() async throws {
        let bench = try await TrackingBench()
        let links = try await bench.links()
        let (unsubscribe, open) = (try await bench.path(.unsubscribe), try await bench.path(.open))
        let click = try await bench.path(.click, link: links[0])
        let personal = try await bench.path(.click, link: links[1])
        let others = try await bench.path(.unsubscribe, 2)
        try await bench.bench.delete(bench.campaign)
        #expect(try await bench.number("SELECT count(*) FROM delivery") == 0)
        #expect(await bench.get(open) == .pixel)
        #expect(await bench.get(click) == .redirect("https://shop.example/a"))
        #expect(await bench.get(personal) == .redirect("https://shop.example/b?of=you"))
        #expect(shown(await bench.get(unsubscribe))?.canUnsubscribe == true)
        #expect(shown(await bench.oneClick(unsubscribe))?.notice == .unsubscribed)
        #expect(try await bench.suppressions() == ["email \(Self.person) unsubscribe"])
        #expect(try await bench.events() == ["unsubscribe \(Self.person) - 192.0.2.7"])
        // What is kept for that goes with the person.
        let kept = try await bench.bench.kept(of: TrackingBench.people[1]).parts
        #expect(kept.contains { $0.what == "messages of deleted campaigns" && $0.count == 1 })
        try await bench.bench.erase(TrackingBench.people[1])
        #expect(shown(await bench.oneClick(others))?.notice == .forgotten)
        #expect(try bench.bench.files(holding: TrackingBench.people[1]) == [])
    }

    @Test func `the person is found among millions by an index, kept or gone`() async throws {
        let bench = try await TrackingBench()
        let token = MailToken(.unsubscribe, delivery: try await bench.delivery())
        func plan() async throws -> String {
            try await bench.read { db in
                let subscription = try #require(try Subscriptions(token, in: db))
                return try db.plan(subscription.contact)
            }
        }
        #expect(try await plan().contains("PRIMARY KEY"))
        try await bench.bench.delete(bench.campaign)
        let byAddress = try await plan()
        #expect(byAddress.contains("email=?") && !byAddress.contains("SCAN"))
    }

    @Test func `of a sender that was deleted it is said that it is, by whichever name it is asked for`()
        async throws
    {
        let bench = try await TrackingBench()
        let (page, pixel) = (try await bench.path(.unsubscribe), try await bench.path(.open))
        let click = try await bench.path(.click, link: try await bench.links()[0])
        let other = MailToken(.unsubscribe, delivery: try await bench.delivery(3) + 1)
        let unknown = try #require(
            TrackingLinks(host: TrackingBench.host).address(other, by: bench.store.vault))
        _ = try await bench.bench.deleteAccount()
        #expect(try await bench.number("SELECT count(*) FROM delivery") == 0)
        try await bench.store.write { db in try PublicAddress.set("https://mail.example", in: db) }
        let gone = TrackingAnswer.page(SubscriptionPage(notice: .senderGone))
        for host in [TrackingBench.host, "mail.example"] {
            #expect(await bench.get(page, host: host) == gone)
            #expect(await bench.oneClick(page, host: host) == gone)
            #expect(await bench.get(click, host: host) == .gone)
        }
        #expect(await bench.get(pixel, host: "mail.example") == .pixel)
        // What was never one of its messages is as unknown as before.
        let path = String(unknown.dropFirst("https://\(TrackingBench.host)".count))
        #expect(await bench.get(path, host: "mail.example") == .notFound)
        #expect(await bench.get(String(page.dropLast()) + "A", host: "mail.example") == .notFound)
        #expect(try await bench.number("SELECT count(*) FROM suppression") == 0)
        #expect(try await bench.number("SELECT count(*) FROM event") == 0)
    }

    @Test func `a deleted sender's messages are known by runs of their numbers, and no other's`() async throws
    {
        let bench = try await TrackingBench()
        let last = try await bench.delivery(3)
        let other = try await bench.store.write { db in try StoreFixture.account(db, username: "b@b.example")
        }
        try await bench.write(
            "INSERT INTO batch (uuid, account, channel, created_at) VALUES ('o', ?, 'email', 0)", [other])
        let batch = try await bench.number("SELECT max(id) FROM batch")
        try await bench.write(
            "INSERT INTO submission (batch, source, created_at) VALUES (?, 'dyn', 0)", [batch])
        // One of another account lies between the last and one whose campaign was deleted before.
        try await bench.write(
            """
            INSERT INTO delivery (submission, batch, ordinal, address, state, changed_at)
            SELECT max(id), \(batch), 1, 'o@x.example', 5, 0 FROM submission
            """)
        try await bench.write(
            """
            INSERT INTO parted_delivery (delivery, account, submission, channel, address, at)
            VALUES (?, 1, 1, 'email', 'p@x.example', 0)
            """, [last + 2])
        _ = try await bench.bench.deleteAccount()
        let known = try await bench.read { db in
            try (last - 3...last + 3).filter { try GoneSenders.had($0, in: db) }
        }
        #expect(known == [last - 2, last - 1, last, last + 2])
        #expect(try await bench.number("SELECT count(*) FROM gone_delivery") == 2)
    }
}
