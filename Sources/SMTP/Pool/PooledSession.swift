import NIOCore

/// A session that takes message after message from its pool.
final class PooledSession: Sendable {
    let number: Int
    private let session: SMTPSession
    private let pool: RelayPool
    private let run: NIOLoopBoundBox<Run>

    /// What the session is at; on its loop alone.
    private struct Run {
        var ticket: PoolTicket?
        var began = Duration.zero
        var opened = Duration.zero
        var messages = 0
        var isProceeding = false
    }

    init(_ number: Int, _ session: SMTPSession, of pool: RelayPool) {
        self.number = number
        self.session = session
        self.pool = pool
        run = .makeBoxSendingValue(Run(), eventLoop: session.loop)
    }

    func open() {
        session.onLoop { handler in
            // The pool was stopped before this began.
            if handler.isClosed { return self.pool.closed(self.number) }
            handler.finished = { self.finished($0, handler) }
            handler.closed = { self.pool.closed(self.number) }
            handler.opened = { self.opened($0, handler) }
            self.session.dial(handler)
        }
    }

    /// Looks for work.
    func wake() { session.onLoop(proceed) }

    /// Says goodbye or, in the midst of a message, breaks off: certainly within this time.
    func stop(within limit: Duration) {
        session.onLoop { handler in
            if handler.isReady { handler.quit(within: limit) } else { handler.abort(grace: limit) }
        }
    }

    private func opened(_ result: Result<SessionFacts, DeliveryFault>, _ handler: SessionHandler) {
        switch result {
        case .failure(let fault): pool.refused(number, fault)
        case .success(let facts):
            run.value.opened = pool.now
            pool.opened(number, facts)
            // The machine is told of nothing else before this returns.
            proceed(handler)
        }
    }

    /// One message after the other, as long as they are done without waiting.
    private func proceed(_ handler: SessionHandler) {
        guard !run.value.isProceeding else { return }
        run.value.isProceeding = true
        while handler.isReady {
            if isWorn { return handler.quit() }
            guard let ticket = pool.next(for: number) else { break }
            run.value.ticket = ticket
            run.value.began = pool.now
            handler.begin(ticket.transaction)
        }
        run.value.isProceeding = false
    }

    /// Whether it has served for long enough; it is not asked again then.
    private var isWorn: Bool {
        let options = pool.options
        let isOld =
            run.value.messages >= options.messagesPerSession
            || pool.now - run.value.opened >= options.sessionAge
        guard isOld || pool.hasTooMany else { return false }
        pool.retired(number)
        return true
    }

    private func finished(_ result: TransactionResult, _ handler: SessionHandler) {
        guard let ticket = run.value.ticket else { return }
        run.value.ticket = nil
        run.value.messages += 1
        pool.took(pool.now - run.value.began)
        ticket.told(result)
        proceed(handler)
    }
}
