import Foundation
import Glibc
import Platform
import Store
import Synchronization
import TestSupport
import Testing

/// Mail that is submitted to the built program.
@Suite(.serialized, .timeLimit(.minutes(20))) struct SubmissionProgramTests {
    /// A server that takes mail, on the data of a shop whose one SMTP user needs no password here.
    private struct Post {
        private let server: BegunServer
        var process: Process { server.process }
        var port: Int { server.port }

        init(_ shop: Shop, _ more: String = "") async throws {
            server = try await BegunServer(
                shop.program,
                "serve --listen 127.0.0.1:0 --smtp-listen 127.0.0.1:0 --smtp-local-user smtp70001 "
                    + "--data-dir data\(more)", listeningOn: "smtp")
        }

        func client() async throws -> MailClient {
            let client = try await MailClient(port: port)
            _ = await client.reply()
            _ = await client.ask("EHLO client.test")
            return client
        }

        func end(_ signal: Int32) {
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
        }
    }

    private static func submit(to address: String, by client: MailClient) async -> String {
        client.say("MAIL FROM:<news@example.test>\r\nRCPT TO:<\(address)>\r\nDATA\r\n")
        for code in ["250", "250", "354"] {
            let reply = await client.reply()
            guard reply.hasPrefix(code) else { return reply }
        }
        client.say("From: news@example.test\r\nSubject: Receipt\r\n\r\nThank you\r\n.\r\n")
        return await client.reply()
    }

    @Test func `what is submitted goes out, and is seen in activity and with its SMTP user`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        try shop.create("smtp-user", "hourly_limit=10")
        let post = try await Post(shop)
        let client = try await post.client()
        #expect(await Self.submit(to: "ana@example.org", by: client).hasPrefix("250 2.0.0 Queued as "))
        let books = try SubmissionBooks(program)
        try await books.settle(1)
        #expect(try shop.taken() == ["ana@example.org"])
        #expect(try shop.done("event list --format csv").contains("ana@example.org"))
        let users = try shop.done("smtp-user list --format json")
        #expect(users.contains("\"used\":1"), "\(users)")
        // A session of its own: on a busy machine the first one may have been idle for too long by now.
        let last = try await post.client()
        #expect(await last.ask("MAIL FROM:<who@else.example>").hasPrefix("550 5.7.1"))
        post.end(SIGTERM)
        #expect(post.process.terminationStatus == 0)
        #expect(await last.reply().hasPrefix("421 4.3.2"))
    }

    @Test func `who is disabled by another process is sent away, though idle`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        try shop.create("smtp-user", "hourly_limit=10")
        let post = try await Post(shop)
        let client = try await post.client()
        #expect(await Self.submit(to: "ana@example.org", by: client).hasPrefix("250 2.0.0 Queued as "))
        try shop.done("smtp-user disable smtp70001 --yes")
        #expect(await client.reply() == "421 4.7.0 SMTP user smtp70001 is disabled.")
        post.end(SIGTERM)
    }

    @Test func `a server that others reach needs a certificate, which it then offers`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        try shop.create("smtp-user")
        let refused = try shop.run("serve --listen 127.0.0.1:0 --smtp-listen 0.0.0.0:0")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("--tls-certificate"))
        let certificate = try TestCertificate()
        try program.write(certificate.certificate, to: program.home + "/chain.pem")
        try program.write(certificate.key, to: program.home + "/key.pem")
        let post = try await Post(shop, " --tls-certificate chain.pem --tls-key key.pem")
        let client = try await MailClient(port: post.port)
        _ = await client.reply()
        #expect(await client.ask("EHLO c").contains("STARTTLS"))
        #expect(await client.ask("STARTTLS").hasPrefix("220"))
        post.end(SIGTERM)
    }

    private static let kills = RandomKeys.isLong ? 50 : 20

    /// What a client was told 250 for; others at work in the moment of the kill may be there or not.
    @Test func `every message that was acknowledged is there, however often the server is killed`()
        async throws
    {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        try shop.create("smtp-user")
        let books = try SubmissionBooks(program)
        var random = SeededNumbers(seed: 12)
        var acknowledged: Set<String> = []
        for round in 1...Self.kills {
            let post = try await Post(shop)
            let told = Told()
            let work = Task {
                await withTaskGroup(of: Void.self) { group in
                    for number in 1...4 {
                        group.addTask { await Self.submitAll(round, number, to: post, told) }
                    }
                }
            }
            let goal = Int.random(in: 1...60, using: &random)
            while told.count < goal, post.process.isRunning { try await Task.sleep(for: .milliseconds(1)) }
            post.end(SIGKILL)
            await work.value
            acknowledged.formUnion(told.all)
            #expect(acknowledged.isSubset(of: try await books.addresses()))
        }
        #expect(acknowledged.count >= Self.kills)
        #expect(try await books.halves() == 0)
    }

    private static func submitAll(_ round: Int, _ number: Int, to post: Post, _ told: Told) async {
        guard let client = try? await post.client() else { return }
        for message in 1... {
            let address = "p\(round).\(number).\(message)@example.org"
            guard await submit(to: address, by: client).hasPrefix("250") else { return }
            told.note(address)
        }
    }
}

/// For whom a client was told that the message is kept.
private final class Told: Sendable {
    private let addresses = Mutex<[String]>([])

    var all: [String] { addresses.withLock { $0 } }
    var count: Int { addresses.withLock { $0.count } }

    func note(_ address: String) { addresses.withLock { $0.append(address) } }
}

/// What the database says of submitted messages, read beneath the program that takes them.
private struct SubmissionBooks {
    private let store: PlatformStore

    init(_ program: BuiltProgram) throws {
        store = try PlatformStore.open(URL(filePath: program.home + "/data"), readOnly: true)
    }

    func addresses() async throws -> Set<String> {
        try await store.read { db in Set(try String.fetchAll(db, "SELECT address FROM delivery")) }
    }

    /// Waits until so many messages have left.
    func settle(_ count: Int) async throws {
        let changes = store.changes()
        guard try await left() < count else { return }
        for await _ in changes {
            guard try await left() < count else { return }
        }
    }

    private func left() async throws -> Int {
        try await count(
            // What was accepted is delivered a second later, and may have been seen in no other state.
            "SELECT count(*) FROM delivery WHERE next_at IS NULL AND state <> \(StoredDeliveryState.claimed.rawValue)"
        )
    }

    /// Submissions without their message, batches without submissions, submissions without their one recipient.
    func halves() async throws -> Int {
        try await count(
            """
            SELECT (SELECT count(*) FROM submission WHERE raw_content IS NULL)
            + (SELECT count(*) FROM batch b WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.batch = b.id))
            + (SELECT count(*) FROM submission s
               WHERE (SELECT count(*) FROM delivery d WHERE d.submission = s.id) <> 1)
            """)
    }

    private func count(_ query: SQL) async throws -> Int {
        try await store.read { db in try Int.fetchOne(db, query) ?? 0 }
    }
}
