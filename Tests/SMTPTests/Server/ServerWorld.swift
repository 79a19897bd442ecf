import Synchronization
import TestSupport

@testable import SMTP

/// A mail server on loopback that keeps what it took, by the rules of `ServerDriver.takesAll`.
final class ServerWorld: Sendable {
    private struct Record {
        var messages: [ReceivedMessage] = []
        var sessions: [ServedSession] = []
        var ended = 0
        var asked = 0
    }

    private final class Books: Sendable {
        let record = Mutex(Record())
    }

    let server: MailServer
    private let books: Books

    /// - Parameter gate: holds back the answer to each message.
    init(gate: Gate? = nil, _ change: (inout MailServerOptions) -> Void = { _ in }) async throws {
        let books = Books()
        var service = MailService { message, session in
            books.record.withLock { $0.asked += 1 }
            await gate?.opened()
            books.record.withLock { record in
                record.messages.append(message)
                record.sessions.append(session)
            }
            return ServerDriver.takesAll(.message(message))
        }
        service.logIn = { attempt, _ in ServerDriver.takesAll(.logIn(attempt))[0] }
        service.recipient = { address, _ in ServerDriver.takesAll(.recipient(address))[0] }
        service.ended = { _ in books.record.withLock { $0.ended += 1 } }
        var settings = MailServerSettings()
        settings.name = "mail.test"
        var options = MailServerOptions(settings, service)
        change(&options)
        server = try await MailServer(options, port: 0)
        self.books = books
    }

    var port: Int { server.port }
    var messages: [ReceivedMessage] { books.record.withLock { $0.messages } }
    /// Of each message.
    var sessions: [ServedSession] { books.record.withLock { $0.sessions } }
    /// How many sessions the service was told the end of.
    var ended: Int { books.record.withLock { $0.ended } }

    /// Returns once nobody is connected.
    func deserted() async { await until { server.sessionCount == 0 } }

    /// Returns once messages under way hold so many bytes.
    func holds(_ count: Int) async { await until { server.held >= count } }

    /// Returns once the service was asked to take a message.
    func isAsked() async { await until { books.record.withLock { $0.asked > 0 } } }

    /// Returns once the service was told the end of a session.
    func hasEnded() async { await until { ended > 0 } }

    private func until(_ isSo: () -> Bool) async {
        while !isSo() { await Task.yield() }
    }
}

extension ServerTimeLimits {
    /// So that the one that an alarm is set for is known by how soon it is.
    static var test: ServerTimeLimits {
        var limits = ServerTimeLimits()
        limits.command = .seconds(300)
        limits.logIn = .seconds(60)
        limits.text = .seconds(30)
        limits.arrival = .seconds(100)
        return limits
    }
}
