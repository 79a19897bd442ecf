import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform
@testable import PlatformServer

/// X8: who may not send any more is not here any more.
@Suite(.timeLimit(.minutes(2))) struct SubmissionEndTests {
    @Test(arguments: [
        ("UPDATE smtp_user SET status = 'disabled'", "SMTP user NAME is disabled."),
        ("UPDATE account SET is_active = 0", "The account is disabled."),
        ("DELETE FROM smtp_user", "NAME or its password is another now."),
        ("UPDATE smtp_user SET password_sealed = x'00'", "NAME or its password is another now."),
    ])
    func `an idle session ends within a second of what bars it`(_ change: String, _ words: String)
        async throws
    {
        let desk = try await SubmissionDesk()
        let (client, stranger) = (try await desk.loggedIn(), try await desk.client())
        // Nothing is under way, and nothing is asked.
        #expect(await client.ask("NOOP").hasPrefix("250"))
        let start = ContinuousClock.now
        try await desk.change(SQL(text: change))
        #expect(await client.reply() == "421 4.7.0 " + words.replacing("NAME", with: desk.user.name))
        #expect(start.duration(to: .now) < .seconds(1))
        #expect(await client.reply() == "")
        #expect(await stranger.ask("NOOP").hasPrefix("250"))
    }

    @Test func `another's session goes on, and so does one whose limit is reached`() async throws {
        let desk = try await SubmissionDesk(hourly: 1, total: 1)
        let made = try await desk.tenant.smtpUsers.create(FormValues([:]))
        let other = try #require(made.rows.first?.resource as? SMTPUser)
        let barred = try await desk.loggedIn(other.name, other.password?.reveal())
        let client = try await desk.loggedIn()
        #expect(await client.submit().hasPrefix("250"))
        try await desk.change("UPDATE smtp_user SET used_total = 1 WHERE name = \(desk.user.name)")
        try await desk.change("UPDATE smtp_user SET status = 'disabled' WHERE name = \(other.name)")
        #expect(await barred.reply().hasPrefix("421 4.7.0"))
        #expect(await client.submit().hasPrefix("550 5.7.0 The total limit"))
    }

    @Test func `clients of this machine end with the user that they are`() async throws {
        let desk = try await SubmissionDesk { $0.localUser = "smtp70001" }
        let client = try await desk.client()
        #expect(await client.submit().hasPrefix("250"))
        try await desk.change("UPDATE smtp_user SET status = 'disabled'")
        #expect(await client.reply().hasPrefix("421 4.7.0 SMTP user"))
        #expect(await (try desk.client()).submit().hasPrefix("550 5.7.0"))
    }
}
