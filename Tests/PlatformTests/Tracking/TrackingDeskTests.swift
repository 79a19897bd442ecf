import Foundation
import Mail
import ServiceCore
import Store
import Testing

@testable import Platform

/// Pixels and clicks: what is answered, and what is recorded.
///
/// Case X5.
@Suite struct TrackingDeskTests {
    private static let seen = "person1@example1.com"

    @Test func `a pixel is the pixel, and who fetched it is kept`() async throws {
        let bench = try await TrackingBench()
        #expect(await bench.get(try await bench.path(.open)) == .pixel)
        #expect(try await bench.events() == ["view \(Self.seen) - 192.0.2.7"])
        #expect(try await bench.counters()[.open] == 1)
        let shown = try await bench.read { db in
            let id = try Int64.fetchOne(db, "SELECT max(id) FROM event") ?? 0
            return try EventQueries(connection: "embedded").find(String(id), in: db)
        }
        #expect(shown?.ip == "192.0.2.7" && shown?.agent == "Mozilla/5.0 (X11) Firefox/140")
        #expect(shown?.isMachine == false)
    }

    @Test(arguments: [
        "/t/o/AAAA.gif", "/t/o/x", "/t/o/", "/t/o/%27%20OR%201=1--.gif",
        "/t/o/' OR 1=1; DROP TABLE event;--.gif",
    ])
    func `a pixel that nobody signed is the pixel all the same, and records nothing`(path: String)
        async throws
    {
        let bench = try await TrackingBench()
        #expect(await bench.get(path) == .pixel)
        #expect(try await bench.events() == [])
    }

    @Test func `a click leads to the stored link and is recorded with it`() async throws {
        let bench = try await TrackingBench()
        let links = try await bench.links()
        let path = try await bench.path(.click, link: links[0])
        #expect(await bench.get(path) == .redirect("https://shop.example/a"))
        #expect(try await bench.events() == ["click \(Self.seen) https://shop.example/a 192.0.2.7"])
    }

    @Test func `fields in a link are filled with what is stored of the person`() async throws {
        let bench = try await TrackingBench()
        let path = try await bench.path(.click, link: try await bench.links()[1])
        #expect(await bench.get(path) == .redirect("https://shop.example/b?of=you"))
        try await bench.write("UPDATE contact SET first_name = 'A&b=c /é' WHERE email = ?", [Self.seen])
        #expect(await bench.get(path) == .redirect("https://shop.example/b?of=A%26b%3Dc%20%2F%C3%A9"))
    }

    @Test func `a HEAD is answered like a GET and records nothing`() async throws {
        let bench = try await TrackingBench()
        let click = try await bench.path(.click, link: try await bench.links()[0])
        let answers = await bench.ask(
            bench.request("HEAD", try await bench.path(.open)), bench.request("HEAD", click))
        #expect(answers == [.pixel, .redirect("https://shop.example/a")])
        #expect(try await bench.events() == [])
    }

    @Test func `no other method does anything`() async throws {
        let bench = try await TrackingBench()
        let click = try await bench.path(.click, link: try await bench.links()[0])
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
            let answers = await bench.ask(
                bench.request(method, try await bench.path(.open)), bench.request(method, click))
            #expect(answers == [.notAllowed("GET, HEAD"), .notAllowed("GET, HEAD")])
        }
        let page = try await bench.path(.unsubscribe)
        #expect(await bench.ask(bench.request("PUT", page)) == [.notAllowed("GET, HEAD, POST")])
        #expect(try await bench.events() == [])
    }

    @Test func `a token does what it was made for and nothing else`() async throws {
        let bench = try await TrackingBench()
        let token = try await bench.path(.open).dropFirst("/t/o/".count).dropLast(".gif".count)
        #expect(await bench.get("/t/c/\(token)") == .notFound)
        #expect(await bench.oneClick("/t/u/\(token)") == .notFound)
        #expect(await bench.get("/t/x/\(token)") == .notFound)
        #expect(try await bench.events() == [])
        #expect(try await bench.suppressions() == [])
    }

    @Test func `X5: of 10,000 changed tokens none leads anywhere or records anything`() async throws {
        let bench = try await TrackingBench()
        let desk = TrackingDesk(bench.bench.context)
        let right = try await bench.path(.click, link: try await bench.links()[0])
        var random = SeededRandom(7)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_/.%'\"")
        var led = 0
        for _ in 0..<10_000 {
            var path = Array(right)
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                let place = Int.random(in: 5..<path.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: path[place] = letters.randomElement(using: &random) ?? "A"
                case 1: path.remove(at: place)
                default: path.insert(letters.randomElement(using: &random) ?? "A", at: place)
                }
            }
            if String(path) == right { continue }
            if await desk.answer(bench.request("GET", String(path))) != .notFound { led += 1 }
        }
        await desk.close()
        #expect(led == 0)
        #expect(try await bench.events() == [])
    }

    @Test func `a link of another message leads nowhere`() async throws {
        let bench = try await TrackingBench()
        let other = try await bench.bench.campaign()
        try await bench.write(
            """
            INSERT INTO content (sha256, bytes, created_at)
            VALUES (x'02', CAST('See https://other.example/x' AS BLOB), 0)
            """)
        try await bench.write(
            "UPDATE campaign SET text_content = (SELECT id FROM content WHERE sha256 = x'02') WHERE id = ?",
            [other])
        try await bench.bench.launch(other)
        try await bench.bench.run(bench.bench.engine(epoch: 2))
        let foreign = try await bench.links()[0]
        let mine = try await bench.path(.click, link: foreign)
        #expect(
            try await bench.text("SELECT url FROM link WHERE id = ?", [foreign]) == "https://other.example/x")
        #expect(await bench.get(mine) == .notFound)
        #expect(await bench.get(try await bench.path(.click, link: 999)) == .notFound)
    }

    @Test func `a host that is not the account's is none at all`() async throws {
        let bench = try await TrackingBench()
        let other = try await bench.store.write { db in try StoreFixture.account(db, username: "b@b.example")
        }
        try await bench.write(
            "INSERT INTO tracking_domain (account, name, created_at) VALUES (?, 'links.b.example', 0)",
            [other])
        let click = try await bench.path(.click, link: try await bench.links()[0])
        let page = try await bench.path(.unsubscribe)
        for host in ["", "evil.example", "127.0.0.1", "links.shop.example.evil.example", "links.b.example"] {
            #expect(await bench.get(click, host: host) == .notFound, "\(host)")
            #expect(await bench.get(page, host: host) == .notFound, "\(host)")
            #expect(await bench.oneClick(page, host: host) == .notFound, "\(host)")
            _ = await bench.get(try await bench.path(.open), host: host)
        }
        #expect(try await bench.events() == [])
        #expect(try await bench.suppressions() == [])
        for host in ["LINKS.shop.example", "links.shop.example:8443", "links.shop.example."] {
            #expect(await bench.get(click, host: host) == .redirect("https://shop.example/a"), "\(host)")
        }
    }

    @Test func `the directory's own address serves every account`() async throws {
        let bench = try await TrackingBench()
        try await bench.store.write { db in try PublicAddress.set("https://mail.example:8443", in: db) }
        let click = try await bench.path(.click, link: try await bench.links()[0])
        #expect(await bench.get(click, host: "mail.example:8443") == .redirect("https://shop.example/a"))
        #expect(try await bench.events().count == 1)
    }

    @Test func `concurrent clicks are all recorded, and every sum is exact`() async throws {
        let bench = try await TrackingBench()
        let desk = TrackingDesk(bench.bench.context)
        let path = try await bench.path(.click, link: try await bench.links()[0])
        await withTaskGroup(of: TrackingAnswer.self) { group in
            for _ in 0..<200 { group.addTask { await desk.answer(bench.request("GET", path)) } }
            for await answer in group { #expect(answer == .redirect("https://shop.example/a")) }
        }
        await desk.close()
        #expect(try await bench.counters()[.click] == 200)
        #expect(try await bench.number("SELECT count(*) FROM event WHERE kind = 13") == 200)
        #expect(try await bench.number("SELECT sum(n) FROM event_day WHERE kind = 13") == 200)
        try await Reconciler(bench: bench.bench).sums(bench.campaign)
    }

    @Test func `who repeats a link without end fills no disk`() async throws {
        let bench = try await TrackingBench()
        let path = try await bench.path(.open)
        let desk = TrackingDesk(bench.bench.context)
        for _ in 0..<(DeliveryTransaction.mostVisits + 50) {
            _ = await desk.answer(bench.request("GET", path))
        }
        await desk.close()
        #expect(try await bench.counters()[.open] == DeliveryTransaction.mostVisits)
    }

    @Test func `an answer that was lost is known once the person clicks`() async throws {
        let bench = try await TrackingBench()
        try await bench.store.write { [id = try await bench.delivery()] db in
            var work = DeliveryTransaction(db, now: Date(storedTime: 0), source: "test")
            let row = try #require(try work.delivery(id))
            try work.move(row, to: .unknown)
            try work.finish()
            try db.execute("DELETE FROM event WHERE kind = \(EventKind.accepted.number) AND delivery = \(id)")
        }
        await bench.get(try await bench.path(.open))
        #expect(try await bench.bench.parts(bench.campaign)[.accepted] == 3)
    }
}
