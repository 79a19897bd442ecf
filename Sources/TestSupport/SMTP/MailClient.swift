import NIOCore
import NIOPosix
import Synchronization

/// A client of a mail server that says whatever a test wants, reply by reply.
///
/// ```swift
/// let client = try await MailClient(port: server.port)
/// #expect(await client.reply() == "220 mail.test ESMTP")
/// #expect(await client.ask("EHLO client.test").hasPrefix("250"))
/// ```
package final class MailClient: Sendable {
    private struct State {
        var text = ""
        var isClosed = false
        var waiting: [CheckedContinuation<String, Never>] = []

        /// A reply that came whole; empty once the server has closed.
        mutating func take() -> String? {
            guard let end = end() else { return isClosed ? "" : nil }
            defer { text.removeSubrange(..<end) }
            return String(text[..<end].dropLast()).replacing("\r\n", with: "\n")
        }

        /// Behind the line whose code a blank follows.
        private func end() -> String.Index? {
            var start = text.startIndex
            while let end = text[start...].firstIndex(of: "\r\n") {
                let next = text.index(after: end)
                if text[start..<end].dropFirst(3).first != "-" { return next }
                start = next
            }
            return nil
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        let client: MailClient

        init(_ client: MailClient) { self.client = client }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            client.heard { $0.text += String(buffer: unwrapInboundIn(data)) }
        }

        func channelInactive(context: ChannelHandlerContext) { client.heard { $0.isClosed = true } }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    private let state = Mutex(State())
    private let channel = Mutex<(any Channel)?>(nil)

    package init(port: Int) async throws {
        let made = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(self))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        channel.withLock { $0 = made }
    }

    deinit { close() }

    package func close() { channel.withLock { $0?.close(promise: nil) } }

    /// Sends bytes as they are.
    package func say(_ text: String) {
        channel.withLock { $0?.writeAndFlush(ByteBuffer(string: text), promise: nil) }
    }

    /// The next whole reply, its lines with LF between; empty once the server has closed.
    package func reply() async -> String {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let reply = state.withLock { state in
                    let reply = state.waiting.isEmpty ? state.take() : nil
                    if reply == nil { state.waiting.append(continuation) }
                    return reply
                }
                if let reply { continuation.resume(returning: reply) }
            }
        } onCancel: {
            // A test whose time is over waits no more.
            heard { $0.isClosed = true }
        }
    }

    /// Says one line and gives what is answered.
    @discardableResult
    package func ask(_ line: String) async -> String {
        say(line + "\r\n")
        return await reply()
    }

    /// Says lines one by one and gives the codes of what is answered.
    package func codes(_ lines: String...) async -> [Int] {
        var codes: [Int] = []
        for line in lines { codes.append(Int(await ask(line).prefix(3)) ?? 0) }
        return codes
    }

    private func heard(_ change: (inout State) -> Void) {
        let told = state.withLock { state in
            change(&state)
            var told: [(CheckedContinuation<String, Never>, String)] = []
            while !state.waiting.isEmpty, let reply = state.take() {
                told.append((state.waiting.removeFirst(), reply))
            }
            return told
        }
        for (continuation, reply) in told { continuation.resume(returning: reply) }
    }
}
