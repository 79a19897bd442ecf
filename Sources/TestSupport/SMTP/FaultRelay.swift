import NIOCore
import NIOPosix
import NIOSSL

/// An SMTP server on loopback that misbehaves by script and keeps what it took: the truth to hold accounts against.
///
/// ```swift
/// let relay = try await FaultRelay(RelayScript(rules: [
///     .at(.rcpt, 2, .reply(550, "5.1.1 No such user")),        // the second RCPT it hears
///     .at(.dot, 3, .dropped.storing),                          // takes the third message and says nothing
///     .inBody(after: 1000, .reset),
/// ]))
/// … hand messages over to `relay.port` …
/// #expect(relay.accepted.map(\.recipients) == [["ana@example.com"]])
/// ```
///
/// It keeps replies in the order of commands, whatever was pipelined. It closes when the last reference goes.
package final class FaultRelay: Sendable {
    /// The port that the system chose; a stopped relay had it.
    package let port: Int
    private let channel: any Channel
    private let record: RelayRecord

    /// - Parameter port: of a relay that was stopped, for it to come back.
    package init(_ script: RelayScript = RelayScript(), port: Int = 0) async throws {
        let record = RelayRecord(script)
        let context = try script.certificate.map { certificate in
            var configuration = try certificate.serverConfiguration()
            if script.knowsOldTLSAlone {
                configuration.minimumTLSVersion = .tlsv1
                configuration.maximumTLSVersion = .tlsv11
            }
            return try NIOSSLContext(configuration: configuration)
        }
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // So that a client notices soon that nobody reads.
            .serverChannelOption(.socketOption(.so_rcvbuf), value: 65536)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if script.beginsWithTLS, let context {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    try channel.pipeline.syncOperations.addHandler(RelayConversation(record, context))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        self.port = channel.localAddress?.port ?? 0
        self.record = record
    }

    deinit {
        channel.close(promise: nil)
        dropAll()
    }

    /// Closes the port and every session; who calls now is refused.
    package func stop() async throws {
        try await channel.close()
        dropAll()
    }

    /// Closes every session that is open.
    package func dropAll() {
        for channel in record.open() { channel.close(promise: nil) }
    }

    /// Says something to every open session, asked or not.
    package func say(_ text: String) {
        for channel in record.open() { channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }
    }

    /// From now on the first rule to be looked at.
    package func add(_ rule: RelayRule) { record.add(rule) }

    /// What it took, in that order.
    package var accepted: [AcceptedMessage] { record.accepted }

    /// Every line that it was told, in that order; logins and messages left out.
    package var commands: [RelayCommand] { record.commands }

    package func lines(of session: Int) -> [String] {
        commands.filter { $0.session == session }.map(\.line)
    }

    /// How many sessions there were.
    package var sessionCount: Int { record.sessionCount }

    package var openCount: Int { record.openCount }

    /// Returns once so many commands have come to this point.
    package func reached(_ point: RelayPoint, _ count: Int = 1) async { await record.reached(point, count) }

    /// Returns once it took so many messages.
    package func accepted(_ count: Int) async { await record.accepted(count) }

    /// Returns once no client is connected.
    package func deserted() async { await record.deserted() }
}
