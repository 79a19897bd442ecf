import Foundation
import NIOCore
import NIOPosix
import PlatformServer

/// A connection over which any bytes go out, good HTTP or not.
struct RawConnection {
    private let url: String
    private typealias Bytes = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    init(_ url: String) { self.url = url }

    /// Sends some text and gives what comes back until the server closes the connection.
    ///
    /// - Parameters:
    ///   - drip: goes out after the text, byte by byte, every few milliseconds, as long as the server takes it.
    ///   - reply: goes out once the server has said something that ends so.
    ///   - endsSending: whether the server is told that nothing more will come.
    func talk(
        _ text: String, drip: String = "", reply: (to: String, with: String)? = nil, endsSending: Bool = false
    ) async throws -> String {
        let address = try ListenAddress(String(url.dropFirst("http://".count)))
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: address.host, port: address.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Bytes(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            let channel = connection.channel
            try await outbound.write(ByteBuffer(string: text))
            let dripping = Self.start(drip, on: channel)
            defer { dripping?.cancel() }
            if endsSending { outbound.finish() }
            return await Self.all(inbound) { received in
                guard let reply, String(buffer: received).hasSuffix(reply.to) else { return }
                try await outbound.write(ByteBuffer(string: reply.with))
            }
        }
    }

    private static func start(_ drip: String, on channel: any Channel) -> RepeatedTask? {
        guard !drip.isEmpty else { return nil }
        let bytes = NIOLoopBoundBox.makeBoxSendingValue(Array(drip.utf8)[...], eventLoop: channel.eventLoop)
        return channel.eventLoop.scheduleRepeatedTask(
            initialDelay: .milliseconds(2), delay: .milliseconds(2)
        ) { _ in
            guard let byte = bytes.value.popFirst() else { return }
            channel.writeAndFlush(ByteBuffer(bytes: [byte]), promise: nil)
        }
    }

    /// A connection that is reset has said all that it will.
    private static func all(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ hear: (ByteBuffer) async throws -> Void
    ) async -> String {
        var received = ByteBuffer()
        do {
            for try await var buffer in inbound {
                received.writeBuffer(&buffer)
                try await hear(received)
            }
        } catch {}
        return String(buffer: received)
    }
}

/// What a server said over a raw connection.
struct RawAnswer {
    let text: String

    init(_ text: String) { self.text = text }

    /// The status of each answer, in order.
    var statuses: [Int] {
        text.components(separatedBy: "HTTP/1.1 ").dropFirst().compactMap { Int($0.prefix(3)) }
    }

    /// The last answer's body.
    var body: String { text.components(separatedBy: "\r\n\r\n").last ?? "" }
}
