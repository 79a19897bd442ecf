import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform
@testable import PlatformServer

/// The limits of SMTP users at submission, and other ways to be somebody.
@Suite(.timeLimit(.minutes(2))) struct SubmissionLimitTests {
    @Test func `the hour's limit refuses for now and the total limit for good, by recipients`() async throws {
        let desk = try await SubmissionDesk(hourly: 3, total: 5)
        let client = try await desk.loggedIn()
        #expect(await client.submit(to: "a@y.test", "b@y.test").hasPrefix("250"))
        let refused = await client.submit(to: "c@y.test", "d@y.test")
        #expect(
            refused
                == "452 4.7.0 The hourly limit 3 of SMTP user \(desk.user.name) does not allow so many more messages."
        )
        #expect(await client.submit(to: "c@y.test").hasPrefix("250"))
        desk.advance(3600)
        // What waits is counted for the hour in which it goes.
        try await desk.change("UPDATE delivery SET next_at = NULL, state = 5")
        try await desk.change("UPDATE smtp_user SET used_total = 3")
        #expect(await client.submit(to: "e@y.test", "f@y.test").hasPrefix("250"))
        #expect(await client.submit(to: "g@y.test").hasPrefix("550 5.7.0 The total limit 5"))
        #expect(try await desk.rows().count == 5)
    }

    @Test func `where the hour is full the sender is refused already`() async throws {
        let desk = try await SubmissionDesk(hourly: 2, total: 9)
        let client = try await desk.loggedIn()
        let hour = desk.desk.platform.context.clock().hourNumber
        try await desk.change(
            "INSERT INTO smtp_user_hour (smtp_user, hour, used) SELECT id, \(hour), 2 FROM smtp_user")
        #expect(
            await client.ask("MAIL FROM:<news@shop.example>")
                == "452 4.7.0 Limit 2/hour of SMTP user \(desk.user.name).")
        try await desk.change("UPDATE smtp_user SET used_total = 9")
        #expect(await client.ask("MAIL FROM:<news@shop.example>").hasPrefix("550 5.7.0"))
    }

    @Test func `of many sessions at once no more pass than the limit lets`() async throws {
        let desk = try await SubmissionDesk(hourly: 5, total: 100)
        let replies = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<12 {
                group.addTask { await (try desk.loggedIn()).submit(to: "p\(number)@y.test") }
            }
            return try await group.reduce(into: [String]()) { $0.append(String($1.prefix(9))) }
        }
        #expect(replies.filter { $0 == "250 2.0.0" }.count == 5)
        #expect(replies.filter { $0 == "452 4.7.0" }.count == 7)
        #expect(try await desk.rows().count == 5)
    }

    /// The real throttle would have the later ones wait for a minute and more, or send them away.
    @Test(.timeLimit(.minutes(1))) func `many sessions of one client log in at once`() async throws {
        let throttle = LoginThrottle(
            now: { .zero }, sleep: { if $0 > .zero { Issue.record("waits for \($0)") } })
        let desk = try await SubmissionDesk(throttle: throttle)
        let logIn = SubmissionDesk.logIn(desk.user.name, desk.password)
        let clients = try await withThrowingTaskGroup(of: MailClient.self) { group in
            for _ in 0..<30 { group.addTask { try await desk.client() } }
            return try await group.reduce(into: [MailClient]()) { $0.append($1) }
        }
        let replies = await withTaskGroup(of: String.self) { group in
            for client in clients { group.addTask { await client.ask(logIn) } }
            return await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(replies == ["235 2.7.0 Logged in"])
    }

    @Test func `the account's monthly cap refuses for now`() async throws {
        let desk = try await SubmissionDesk()
        try await desk.change("UPDATE account SET email_cap = 1")
        let client = try await desk.loggedIn()
        #expect(await client.submit(to: "a@y.test", "b@y.test").hasPrefix("452 4.7.0"))
        #expect(await client.submit().hasPrefix("250"))
    }

    @Test func `who is suppressed becomes a row that is not sent`() async throws {
        let desk = try await SubmissionDesk()
        try await desk.change(
            """
            INSERT INTO suppression (account, channel, address, reason, at)
            SELECT id, 'email', 'b@y.test', 'unsubscribe', 0 FROM account
            """)
        let client = try await desk.loggedIn()
        #expect(await client.submit(to: "a@y.test", "b@y.test").hasPrefix("250"))
        #expect(try await desk.rows() == ["a@y.test 1", "b@y.test 7"])
        let nobody = await client.submit(to: "b@y.test")
        #expect(nobody.hasPrefix("250 2.0.0 Taken as ") && nobody.hasSuffix("; nobody of it is sent to"))
    }

    @Test func `an API campaign logs in by its key, under the account's name and its number`() async throws {
        let desk = try await SubmissionDesk()
        let made = try await desk.tenant.campaigns.create(
            FormValues(["title": "Receipts", "type": CampaignType.api.rawValue]))
        let campaign = try #require(made.rows.first?.resource as? Campaign)
        let key = try #require(campaign.key)
        let name = "\(desk.tenant.ownerID)-\(campaign.numid ?? 0)"
        let client = try await desk.loggedIn(name, key.reveal())
        // As for DMDS, any sender may while the account has no checked domain.
        #expect(
            await client.submit(
                from: "any@where.example", message: "From: any@where.example\r\nSubject: x\r\n\r\nHi\r\n"
            ).hasPrefix("250"))
        #expect(
            try await desk.text("SELECT c.title FROM batch b JOIN campaign c ON c.id = b.campaign")
                == "Receipts")
        let other = try await desk.client()
        #expect(await other.ask(SubmissionDesk.logIn(name, desk.password)).hasPrefix("535"))
        #expect(await other.ask(SubmissionDesk.logIn("\(name)0", key.reveal())).hasPrefix("535"))
        // Each has one name to guess under.
        for other in [
            "\(desk.tenant.ownerID)-0\(campaign.numid ?? 0)",
            "\(desk.tenant.ownerID)-+\(campaign.numid ?? 0)",
        ] {
            let client = try await desk.client()
            #expect(await client.ask(SubmissionDesk.logIn(other, key.reveal())).hasPrefix("535"), "\(other)")
        }
    }

    @Test func `clients on this machine may be one user without logging in`() async throws {
        let desk = try await SubmissionDesk { $0.localUser = "smtp70001" }
        #expect(await (try desk.client()).submit().hasPrefix("250"))
        #expect(try await desk.rows() == ["a@y.test 1"])
    }

    @Test func `a server that nobody could trust or use is not begun`() async throws {
        let platform = try await ServerDesk()
        let unencrypted = await failure { () async throws(ServiceError) in
            try await SubmissionServer(
                platform.platform, SubmissionOptions(address: ListenAddress(host: "0.0.0.0", port: 0)),
                throttle: LoginThrottle())
        }
        #expect(unencrypted?.code == .invalid && unencrypted?.hint?.contains("--tls-certificate") == true)
        var options = SubmissionOptions(address: ListenAddress(port: 0))
        options.localUser = "smtp1"
        let unknown = await failure { () async throws(ServiceError) in
            try await SubmissionServer(platform.platform, options, throttle: LoginThrottle())
        }
        #expect(unknown?.code == .notFound)
    }

    private func failure<Value>(_ work: () async throws(ServiceError) -> Value) async -> ServiceError? {
        do throws(ServiceError) {
            _ = try await work()
            return nil
        } catch {
            return error
        }
    }
}
