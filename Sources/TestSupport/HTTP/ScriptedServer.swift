import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// An HTTP server on loopback that answers by script, misbehaves on demand and keeps what it was asked.
///
/// ```swift
/// let server = try await ScriptedServer()
/// server.answer("GET", "/rest/json/senders", .json(#"{"response": {"status": 200, …}}"#))
/// server.answer("POST", "/rest/json/send", .status(503), .json("…"))      // in turn; the last one stays
/// server.answer("GET", "/rest/json/accounts") { request in .json(page(request.query["startindex"])) }
/// … call a provider with base URL `server.url` …
/// let asked = try #require(server.requests(to: "GET", "/rest/json/senders").first)
/// #expect(asked.query["apikey"] == "0f…")
/// ```
///
/// What nothing was scripted for is answered with 404. The path is compared as it came, without query,
/// percent-encoding left as it is. The server closes when the last reference goes.
package final class ScriptedServer: Sendable {
    /// The port that the system chose; a stopped server had it.
    package let port: Int
    private let channel: any Channel
    private let script: ServerScript
    private let isTLS: Bool

    /// - Parameter certificate: makes it an HTTPS server; nil serves in clear.
    package init(certificate: TestCertificate? = nil) async throws {
        _ = Self.quietLogs
        let script = ServerScript()
        let context = try certificate.map { try NIOSSLContext(configuration: $0.serverConfiguration()) }
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    try channel.pipeline.syncOperations.addHandler(ScriptedConnection(script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.script = script
        isTLS = certificate != nil
    }

    /// The calls that tests make fail on purpose, by hundreds: on the tests' output they would hide what is wrong.
    private static let quietLogs: Void = LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }

    deinit {
        channel.close(promise: nil)
        script.closeAll()
    }

    /// Closes the port and every connection; who calls now is refused.
    package func stop() async throws {
        try await channel.close()
        script.closeAll()
    }

    /// Where it is reached; by the name `localhost` over TLS, so that a certificate can name it.
    package var url: String {
        isTLS ? "https://localhost:\(port)" : "http://127.0.0.1:\(port)"
    }

    /// Scripts the answers to one method and path, given in turn; the last one stays. Replaces what was there.
    package func answer(_ method: String, _ path: String, _ answers: ScriptedAnswer...) {
        let turns = Mutex(answers)
        script.set(method, path) { _ in
            turns.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? .status(404) }
        }
    }

    /// Scripts answers that depend on the request.
    package func answer(
        _ method: String, _ path: String,
        with answer: @escaping @Sendable (RecordedRequest) async -> ScriptedAnswer
    ) {
        script.set(method, path, answer)
    }

    /// Scripts what is answered to everything else; 404 before.
    package func otherwise(_ answer: ScriptedAnswer) {
        script.setDefault { _ in answer }
    }

    /// Scripts what is answered to everything else, by the request.
    package func otherwise(with answer: @escaping @Sendable (RecordedRequest) async -> ScriptedAnswer) {
        script.setDefault(answer)
    }

    /// Lays a way of answering over everything that was scripted, before and after this.
    ///
    /// - Parameter isWrite: which requests change something; whatever is no GET unless given.
    package func behave(
        _ way: ServerWay, isWrite: @escaping ServerWay.Telling = { $0.method != "GET" }
    ) {
        script.lay(way, isWrite: isWrite)
    }

    /// Everything that was asked, in the order in which it had come whole.
    package var requests: [RecordedRequest] { script.requests }

    /// What was asked of one method and path.
    package func requests(to method: String, _ path: String) -> [RecordedRequest] {
        requests.filter { $0.method == method && $0.path == path }
    }

    /// Returns once this many requests have come.
    package func received(_ count: Int) async {
        await script.received(count)
    }

    /// Returns once no client is connected.
    package func deserted() async {
        await script.deserted()
    }

    /// How many connections were made; one where the client kept it open.
    package var connectionCount: Int { script.connectionCount }

    /// How many bytes of answers a client took.
    package var bytesSent: Int { script.bytesSent }
}
