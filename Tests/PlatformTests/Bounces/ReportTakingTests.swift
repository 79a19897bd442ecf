import ServiceCore
import Store
import Testing

@testable import Platform

/// What reports of each class do to the tables.
@Suite struct ReportTakingTests {
    @Test func `a hard bounce is counted on the person, and the second invalidates`() async throws {
        let desk = try await BounceBench()
        let outcome = try await desk.take(try await desk.message("postfix-unknown"))
        #expect(outcome == .recorded([.bounceHard], of: BounceBench.person(1)))
        #expect(outcome.sentence == "Recorded of person1@example1.com: a hard bounce.")
        #expect(try await desk.events(1) == ["10 5.1.1 mailbox unknown"])
        #expect(try await desk.counts(1) == "1 0 -")
        #expect(try await desk.state(of: 1) == .bounced)
        try await Reconciler(bench: desk.bench).sums(desk.campaign)
        let again = try await desk.bench.campaign()
        try await desk.bench.launch(again)
        try await desk.bench.run(desk.bench.engine(epoch: 2))
        try await desk.take(try await desk.message("qmail-unknown"))
        #expect(try await desk.counts(1) == "2 0 2 hard bounces")
    }

    @Test(arguments: [
        ("postfix-full", "9 5.2.2 temporary", "0 1 -"), ("exchange-expired", "9 4.4.7 temporary", "0 1 -"),
        ("exim-dsn-no-diagnostic", "9 5.0.0 temporary", "0 1 -"),
        ("postfix-policy", "9 5.7.1 policy", "0 0 -"), ("gmail-dmarc", "9 5.7.26 policy", "0 0 -"),
        ("exim-dsn-plain-550", "10 5.0.0 mailbox unknown", "1 0 -"),
        ("exim-old-unrouteable", "10 5.1.1 mailbox unknown", "1 0 -"),
    ])
    func `what came back is soft, hard or a policy's by the table of replies`(
        _ name: String, _ event: String, _ counts: String
    ) async throws {
        let desk = try await BounceBench()
        try await desk.take(try await desk.message(name))
        #expect(try await desk.events(1) == [event])
        #expect(try await desk.counts(1) == counts)
        #expect(try await desk.state(of: 1) == .bounced)
        #expect(try await desk.bench.number("SELECT count(*) FROM suppression") == 0)
        try await Reconciler(bench: desk.bench).sums(desk.campaign)
    }

    @Test func `no policy ever invalidates a person, however often`() async throws {
        let desk = try await BounceBench()
        for _ in 1...6 {
            let campaign = try await desk.bench.campaign()
            try await desk.bench.launch(campaign)
            try await desk.bench.run(desk.bench.engine())
            #expect(
                try await desk.take(try await desk.message("postfix-policy"))
                    == .recorded([.bounceSoft], of: BounceBench.person(1)))
        }
        #expect(try await desk.counts(1) == "0 0 -")
    }

    @Test func `a delay is told, and what arrives in the end ends a row of soft bounces`() async throws {
        let desk = try await BounceBench()
        try await desk.bench.write("UPDATE contact SET soft_count = 3")
        try await desk.take(try await desk.message("postfix-delayed"))
        #expect(try await desk.state(of: 1) == .accepted)
        #expect(try await desk.counts(1) == "0 3 -")
        try await desk.take(try await desk.message("postfix-success"))
        #expect(try await desk.events(1) == ["8 4.4.1 delayed", "7 2.0.0 -"])
        #expect(try await desk.state(of: 1) == .delivered)
        #expect(try await desk.counts(1) == "0 0 -")
        try await Reconciler(bench: desk.bench).sums(desk.campaign)
    }

    @Test func `the same is recorded once, and of what several servers say each, counted once`()
        async throws
    {
        let desk = try await BounceBench()
        let message = try await desk.message("postfix-unknown")
        try await desk.take(message)
        let before = try await desk.state()
        #expect(try await desk.take(message) == .known)
        #expect(try await desk.take(try await desk.message("gmail-unknown")) == .known)
        #expect(try await desk.state() == before)
        try await desk.take(try await desk.message("exchange-online"))
        #expect(try await desk.events(1).count == 2)
        #expect(try await desk.counts(1) == "1 0 -")
    }

    @Test func `a complaint suppresses, and what is no spam does not`() async throws {
        let desk = try await BounceBench()
        let before = try await desk.state()
        #expect(
            try await desk.take(try await desk.message("arf-not-spam"))
                == .ignored("feedback “not-spam” is no complaint"))
        #expect(
            try await desk.take(try await desk.message("arf-auth-failure"))
                == .ignored("feedback “auth-failure” is no complaint"))
        #expect(try await desk.state() == before)
        let message = try await desk.message("arf-abuse")
        #expect(try await desk.take(message) == .recorded([.complaint], of: BounceBench.person(1)))
        #expect(
            try await desk.bench.text("SELECT address || ' ' || reason FROM suppression")
                == "person1@example1.com complaint")
        #expect(try await desk.take(message) == .known)
    }

    @Test func `who writes to the address of an unsubscription is unsubscribed, each time anew`()
        async throws
    {
        let desk = try await BounceBench()
        let address = desk.sender(of: try await desk.delivery(2), .unsubscribe)
        let message = Array("From: Kim <kim@there.example>\nSubject: unsubscribe\n\n".utf8)
        let done = ReportOutcome.recorded([.unsubscribe], of: BounceBench.person(2))
        #expect(try await desk.take(message, to: address.uppercased()) == done)
        #expect(try await desk.take(message, to: address) == .known)
        #expect(
            try await desk.bench.text("SELECT address || ' ' || reason FROM suppression")
                == "person2@example2.com unsubscribe")
        try await desk.bench.write("UPDATE suppression SET lifted_at = 1")
        #expect(try await desk.take(message, to: address) == done)
    }

    @Test func `who is whitelisted is not invalidated, and the bounces are counted`() async throws {
        let desk = try await BounceBench()
        try await desk.bench.write("UPDATE contact SET whitelisted_at = 1, hard_count = 5")
        try await desk.take(try await desk.message("postfix-unknown"))
        #expect(try await desk.events(1).count == 1)
        #expect(try await desk.counts(1)?.hasSuffix("-") == true)
    }

    @Test func `news of a message whose answer was lost proves that it was taken`() async throws {
        let desk = try await BounceBench()
        let delivery = try await desk.delivery(1)
        try await desk.bench.store.write { db in
            var work = DeliveryTransaction(db, now: desk.bench.time.now, source: "test")
            guard let row = try work.delivery(delivery) else { return }
            try db.execute("DELETE FROM event WHERE delivery = \(delivery) AND kind = 2")
            try work.move(row, to: .unknown)
            try work.finish()
        }
        try await desk.take(try await desk.message("postfix-unknown"))
        #expect(try await desk.state(of: 1) == .bounced)
        #expect(
            try await desk.bench.number(
                "SELECT count(*) FROM event WHERE delivery = ? AND kind = 2", [delivery]) == 1)
    }

    @Test func `what is being handed over at this moment is to be offered again`() async throws {
        let desk = try await BounceBench()
        try await desk.bench.write("UPDATE delivery SET state = 2 WHERE id = ?", [try await desk.delivery(1)])
        let before = try await desk.state()
        let message = try await desk.message("postfix-unknown")
        #expect(try await desk.take(message) == .early)
        #expect(try await desk.state() == before)
    }

    @Test func `of a report on many each message learns what is told of its own recipient`() async throws {
        let desk = try await BounceBench()
        let report = Self.report([
            (BounceBench.person(2), "failed", "5.1.1"), (BounceBench.person(1), "failed", "5.2.2"),
            ("stranger@else.example", "failed", "5.1.1"), (BounceBench.person(3), "delivered", "2.0.0"),
        ])
        for number in 1...3 {
            try await desk.take(report, to: desk.sender(of: try await desk.delivery(number)))
        }
        #expect(try await desk.events(1) == ["9 5.2.2 temporary"])
        #expect(try await desk.events(2) == ["10 5.1.1 mailbox unknown"])
        #expect(try await desk.events(3) == ["7 2.0.0 -"])
        #expect(try await desk.counts(2) == "1 0 -")
        try await Reconciler(bench: desk.bench).sums(desk.campaign)
    }

    @Test func `a thousand recipients are read in bounded time, and the one of the message is found`()
        async throws
    {
        let desk = try await BounceBench(contacts: 1)
        let others = (1...1_000).map { ("p\($0)@else.example", "failed", "5.1.1") }
        let report = Self.report([(BounceBench.person(1), "failed", "5.2.2")] + others)
        let start = ContinuousClock.now
        try await desk.take(report, to: desk.sender(of: try await desk.delivery(1)))
        #expect(start.duration(to: .now) < .seconds(5))
        #expect(try await desk.events(1) == ["9 5.2.2 temporary"])
    }

    /// What one server says of several recipients at once (RFC 3464 §2.3).
    private static func report(_ recipients: [(address: String, action: String, status: String)]) -> [UInt8] {
        let groups = recipients.map { recipient in
            """
            Final-Recipient: rfc822; \(recipient.address)
            Action: \(recipient.action)
            Status: \(recipient.status)

            """
        }
        return Array(
            """
            From: MAILER-DAEMON@mx.example.org
            Content-Type: multipart/report; report-type=delivery-status; boundary="x"

            --x
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            \(groups.joined(separator: "\n"))
            --x--

            """.utf8)
    }

    @Test func `hooks and postbacks of the account are told`() async throws {
        let desk = try await BounceBench()
        try await desk.bench.write(
            "UPDATE account SET bounce_url = 'https://shop.example/b?e=@email&t=@bouncetype&s=@status'")
        try await desk.take(try await desk.message("postfix-unknown"))
        #expect(
            try await desk.bench.text("SELECT url FROM hook_out")
                == "https://shop.example/b?e=person1%40example1.com&t=hard&s=5.1.1")
    }
}
