package import NIOCore
import NIOPosix

/// One session with a relay, kept open from message to message.
///
/// ```swift
/// let session = try SMTPSession(to: RelayAddress(parsing: "smtp://localhost:2525"))
/// try await session.open()
/// let result = await session.send(transaction)
/// await session.quit()
/// ```
///
/// It is asked for one thing at a time. A cancelled task ends the session: what was not handed over certainly is not,
/// and what was gets a moment for its reply.
package final class SMTPSession: Sendable {
    /// How long a cancelled message may wait for the reply to its final dot.
    package static let grace = Duration.seconds(1)

    let loop: any EventLoop
    let plan: SessionPlan
    private let box: NIOLoopBoundBox<SessionHandler>

    /// - Throws: what makes a session impossible before it is tried.
    package convenience init(
        to relay: RelayAddress, _ options: SessionOptions = SessionOptions(),
        hooks: HandOverHooks = HandOverHooks(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) throws(DeliveryFault) {
        self.init(try SessionPlan(relay, options, hooks), group.next())
    }

    init(_ plan: SessionPlan, _ loop: any EventLoop) {
        self.plan = plan
        self.loop = loop
        box = .makeBoxSendingValue(SessionHandler(plan, loop), eventLoop: loop)
    }

    /// Connects, encrypts and logs in.
    ///
    /// - Returns: what the relay said of itself.
    /// - Throws: at which stage it failed, and why.
    @discardableResult
    package func open() async throws(DeliveryFault) -> SessionFacts {
        let result: Result<SessionFacts, DeliveryFault> = await asking { handler, answer in
            guard !handler.isClosed else { return answer(.failure(DeliveryFault(.connect, .cancelled))) }
            handler.opened = answer
            self.dial(handler)
        }
        return try result.get()
    }

    /// Hands one message over, and returns what became of it for each recipient.
    package func send(_ transaction: MailTransaction) async -> TransactionResult {
        await asking { handler, answer in
            guard handler.isReady else {
                return answer(transaction.result(.failed(DeliveryFault(.mail, .lost))))
            }
            handler.finished = answer
            handler.begin(transaction)
        }
    }

    /// Says goodbye, and returns when the session has ended.
    package func quit() async {
        await asking { (handler, answer: @escaping (()) -> Void) in
            guard !handler.isClosed else { return answer(()) }
            handler.closed = { answer(()) }
            handler.quit()
        }
    }

    /// Ends the session at once.
    package func abort(grace: Duration = SMTPSession.grace) { onLoop { $0.abort(grace: grace) } }

    /// Runs where the handler lives.
    func onLoop(_ work: @escaping @Sendable (SessionHandler) -> Void) {
        let box = box
        if loop.inEventLoop {
            work(box.value)
        } else {
            loop.execute { work(box.value) }
        }
    }

    /// Asks on the loop and waits for the answer; a cancelled task ends the session.
    private func asking<Answer: Sendable>(
        _ ask: @escaping @Sendable (SessionHandler, @escaping (Answer) -> Void) -> Void
    ) async -> Answer {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                onLoop { handler in ask(handler) { continuation.resume(returning: $0) } }
            }
        } onCancel: {
            abort()
        }
    }
}
