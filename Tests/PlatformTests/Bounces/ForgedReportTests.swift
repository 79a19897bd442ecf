import Foundation
import Mail
import ServiceCore
import TestSupport
import Testing

@testable import Platform

/// S16: what proves nothing changes nothing.
///
/// Case S16.
@Suite struct ForgedReportTests {
    @Test func `no message of the corpus changes a state without a token`() async throws {
        let desk = try await BounceBench()
        let before = try await desk.state()
        for name in desk.names {
            switch try await desk.take(try desk.stranger(name)) {
            case .unclassified, .ignored: break
            case let outcome: Issue.record("\(name): \(outcome)")
            }
        }
        #expect(try await desk.state() == before)
        #expect(try await desk.bench.number("SELECT count(*) FROM unclassified_report") > 60)
    }

    @Test func `no mutation of one does either`() async throws {
        let desk = try await BounceBench()
        let before = try await desk.state()
        var random = SeededNumbers(seed: 7)
        for name in desk.names {
            var message = try desk.stranger(name)
            for _ in 1...3 where !message.isEmpty {
                message[Int.random(in: message.indices, using: &random)] ^=
                    1
                    << Int.random(
                        in: 0..<8, using: &random)
            }
            _ = try await desk.take(message)
        }
        #expect(try await desk.state() == before)
    }

    @Test func `with a token each that reports something is recorded or left alone, and no other person's`()
        async throws
    {
        let desk = try await BounceBench()
        let address = desk.sender(of: try await desk.delivery(1))
        for name in desk.names { _ = try await desk.take(try desk.stranger(name), to: address) }
        #expect(try await desk.events(1).count > 10)
        #expect(try await desk.events(2) == [])
        #expect(try await desk.events(3) == [])
        #expect(try await desk.counts(2) == "0 0 -")
        try await Reconciler(bench: desk.bench).sums(desk.campaign)
    }

    @Test func `a forged token, another kind's and another directory's are none`() async throws {
        let desk = try await BounceBench()
        let before = try await desk.state()
        let delivery = try await desk.delivery(1)
        let right = desk.sender(of: delivery)
        let local = String(right.prefix { $0 != "@" })
        let other = Vault(key: Array(repeating: 3, count: 32))
        var forged = [
            "b@bounce.shop.example", "b\(delivery)@bounce.shop.example", "bounce@bounce.shop.example", "",
            "u" + local.dropFirst() + "@bounce.shop.example",
            "b" + desk.sender(of: delivery, .unsubscribe).dropFirst(),
            "b" + MailToken(.bounce, delivery: delivery).written(for: .address, by: other) + "@x.example",
            local + "a@bounce.shop.example", String(local.dropLast()) + "@bounce.shop.example",
        ]
        for place in local.indices.dropFirst() {
            var letters = local
            letters.replaceSubrange(place...place, with: letters[place] == "a" ? "b" : "a")
            forged.append(letters + "@bounce.shop.example")
        }
        let message = try desk.stranger("postfix-unknown")
        for address in forged {
            _ = try await desk.take(message, to: address)
            #expect(try await desk.state() == before, "\(address)")
        }
        #expect(try await desk.take(message, to: right) != .known)
        #expect(try await desk.state() != before)
    }

    @Test func `the Message-ID of the returned message names it, unless it could have been guessed`()
        async throws
    {
        let desk = try await BounceBench()
        let delivery = try await desk.delivery(2)
        let vault = desk.vault
        try await desk.bench.store.setMeta(.lastPlainMessageID, to: String(delivery))
        let old = try await desk.bench.store.read { db in
            try MessageIDs(vault, in: db).of(delivery, from: "news@shop.example")
        }
        let before = try await desk.state()
        try await desk.take(try desk.stranger("exim-dsn", returning: old))
        #expect(try await desk.state() == before)
        try await desk.bench.store.setMeta(.lastPlainMessageID, to: nil)
        let signed = try await desk.bench.store.read { db in
            try MessageIDs(vault, in: db).of(delivery, from: "news@shop.example")
        }
        try await desk.take(try desk.stranger("exim-dsn", returning: signed))
        #expect(try await desk.events(2) == ["10 5.1.1 mailbox unknown"])
        #expect(try await desk.events(1) == [])
    }

    @Test func `a report with the right token on another's address changes the token's message alone`()
        async throws
    {
        let desk = try await BounceBench()
        let address = desk.sender(of: try await desk.delivery(2))
        try await desk.take(try await desk.message("other-tenant", about: 1), to: address)
        #expect(try await desk.events(1) == [])
        #expect(try await desk.events(2).count == 1)
    }

    @Test func `an automatic reply with the right token changes nothing, and is kept as ignored`()
        async throws
    {
        let desk = try await BounceBench()
        let before = try await desk.state()
        let address = desk.sender(of: try await desk.delivery(1))
        for name in ["vacation", "vacation-exchange", "vacation-bare", "ticket", "read-receipt"] {
            guard case .ignored = try await desk.take(try desk.stranger(name), to: address) else {
                Issue.record("\(name) is not ignored")
                continue
            }
        }
        #expect(try await desk.state() == before)
        #expect(
            try await desk.bench.number("SELECT count(*) FROM unclassified_report WHERE outcome = 'ignored'")
                == 5)
        #expect(try await desk.bench.number("SELECT count(*) FROM unclassified_report") == 5)
    }

    @Test func `of whom was erased and of what is gone nothing is recorded`() async throws {
        let desk = try await BounceBench()
        let message = try await desk.message("postfix-unknown")
        let (erased, gone) = (try await desk.delivery(1), try await desk.delivery(2))
        try await desk.bench.erase(BounceBench.person(1))
        try await desk.bench.write("DELETE FROM delivery WHERE id = ?", [gone])
        try await desk.bench.write("DELETE FROM event WHERE delivery = ?", [gone])
        let before = try await desk.state()
        #expect(try await desk.take(message) == .gone("the person was erased"))
        #expect(
            try await desk.take(message, to: desk.sender(of: erased, .unsubscribe))
                == .gone("the person was erased"))
        #expect(
            try await desk.take(message, to: desk.sender(of: gone))
                == .gone("the message is not kept any more"))
        #expect(try await desk.state() == before)
    }

    @Test func `an erased person's address leaves what was kept as unclassified too`() async throws {
        let desk = try await BounceBench()
        let text = "From: \(BounceBench.person(1))\nTo: b@shop.example\nSubject: Hello\n\nHi\n"
        _ = try await desk.take(Array(text.utf8))
        #expect(try await desk.bench.number("SELECT count(*) FROM unclassified_report") == 1)
        let part = try await desk.bench.erase(BounceBench.person(1))
        #expect(part.found.contains { $0.what == "bounce reports kept" && $0.count == 1 })
        #expect(try desk.bench.files(holding: BounceBench.person(1)) == [])
    }

    @Test func `what cannot be classified is kept once`() async throws {
        let desk = try await BounceBench(contacts: 1)
        for number in 1...3 {
            let message = Array("From: a@b.example\nSubject: \(number)\n\nHello\n".utf8)
            #expect(try await desk.take(message, to: "b@x.example") == .unclassified("it is no report"))
            #expect(try await desk.take(message, to: "b@x.example") == .known)
        }
        let reports = try await desk.bench.store.read { db in
            try IDWalk(table: KeptReports.walk("embedded"), filter: .all).page(ListRequest(), in: db).items
        }
        #expect(reports.map(\.subject) == ["3", "2", "1"])
        #expect(reports[0].recipient == "b@x.example" && reports[0].sender == "a@b.example")
    }
}
