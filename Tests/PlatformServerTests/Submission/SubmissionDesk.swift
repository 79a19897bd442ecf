import Foundation
import ServiceCore
import Store
import Synchronization
import TestSupport
import Testing

@testable import Platform
@testable import PlatformServer

/// A platform that takes mail by SMTP on loopback, with an account, its sender and one SMTP user, at a time that tests move.
final class SubmissionDesk: Sendable {
    let desk: ServerDesk
    let account: NewAccount
    let tenant: Tenant
    let user: SMTPUser
    let port: Int
    private let time: ManualHours
    private let serving: Task<Void, any Error>

    final class ManualHours: Sendable {
        private let now = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
        var clock: @Sendable () -> Date { { self.now.withLock { $0 } } }
        func advance(_ seconds: TimeInterval) { now.withLock { $0 += seconds } }
    }

    init(
        hourly: Int = 100, total: Int = 100, throttle: LoginThrottle? = nil,
        _ change: (inout SubmissionOptions) -> Void = { _ in }
    ) async throws {
        time = ManualHours()
        desk = try await ServerDesk(clock: time.clock)
        account = try await desk.accountWithoutPassword("shop")
        let context = desk.platform.context
        tenant = try #require(
            try await Tenants(context, face: "test").find(apiKey: account.apiKey))
        try await context.store.write { [id = tenant.id] db in
            try db.execute(
                "INSERT INTO sender (account, address, created_at) VALUES (\(id), 'news@shop.example', 0)")
        }
        let made = try await tenant.smtpUsers.create(
            FormValues(["hourly_limit": String(hourly), "total_limit": String(total)]))
        user = try #require(made.rows.first?.resource as? SMTPUser)
        var options = SubmissionOptions(address: ListenAddress(port: 0))
        options.name = "mail.test"
        change(&options)
        let server = try await SubmissionServer(
            desk.platform, options, throttle: throttle ?? desk.host.throttle)
        let (ports, told) = AsyncStream<Int>.makeStream()
        serving = Task { try await server.run { told.yield($0.port) } }
        port = try #require(await ports.first { _ in true })
    }

    deinit { serving.cancel() }

    func advance(_ seconds: TimeInterval) { time.advance(seconds) }

    var password: String { user.password?.reveal() ?? "" }

    /// A client that has said hello.
    func client() async throws -> MailClient {
        let client = try await MailClient(port: port)
        _ = await client.reply()
        _ = await client.ask("EHLO client.test")
        return client
    }

    /// One that has logged in too, as the SMTP user unless told otherwise.
    func loggedIn(_ name: String? = nil, _ password: String? = nil) async throws -> MailClient {
        let client = try await client()
        let reply = await client.ask(Self.logIn(name ?? user.name, password ?? self.password))
        try #require(reply.hasPrefix("235"), "\(reply)")
        return client
    }

    static func logIn(_ name: String, _ password: String) -> String {
        "AUTH PLAIN " + Data("\0\(name)\0\(password)".utf8).base64EncodedString()
    }

    static let message =
        "From: Shop <news@shop.example>\r\nTo: a@y.test\r\nSubject: =?utf-8?q?Ol=C3=A9?=\r\n\r\nHi\r\n"

    /// Every delivery as `address state`, in their order.
    func rows() async throws -> [String] {
        try await desk.platform.context.store.read { db in
            try SQLRow.fetchAll(db, "SELECT address, state FROM delivery ORDER BY id")
                .map { "\($0[0] as String) \($0[1] as Int)" }
        }
    }

    func text(_ query: SQL) async throws -> String? {
        try await desk.platform.context.store.read { db in try String.fetchOne(db, query) }
    }

    func change(_ query: SQL) async throws {
        try await desk.platform.context.store.write { db in try db.execute(query) }
    }
}

extension MailClient {
    /// Submits a message and gives the last reply: of the first command that was refused, or of the message.
    func submit(
        from sender: String = "news@shop.example", to recipients: String...,
        message: String = SubmissionDesk.message
    ) async -> String {
        let recipients = recipients.isEmpty ? ["a@y.test"] : recipients
        for line in ["MAIL FROM:<\(sender)>"] + recipients.map({ "RCPT TO:<\($0)>" }) + ["DATA"] {
            let reply = await ask(line)
            guard reply.hasPrefix("250") || reply.hasPrefix("354") else {
                _ = await ask("RSET")
                return reply
            }
        }
        say(message + ".\r\n")
        return await reply()
    }
}
