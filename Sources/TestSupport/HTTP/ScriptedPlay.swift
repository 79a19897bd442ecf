import NIOCore

/// Plays an answer's steps on one connection, each when the one before is done.
struct ScriptedPlay: Sendable {
    let channel: any Channel
    /// Told how many bytes the other side took.
    var sent: @Sendable (Int) -> Void = { _ in }
    /// Told when the last step is done; not where the connection ended before.
    var done: @Sendable () -> Void = {}

    func go(on steps: ArraySlice<ScriptedAnswer.Step>) {
        guard channel.isActive else { return }
        guard let step = steps.first else { return done() }
        let rest = steps.dropFirst()
        switch step {
        case .send(let bytes): send(bytes) { go(on: rest) }
        case .wait(let gate): gate.whenOpen { go(on: rest) }
        case .drip(let bytes, let pause): drip(bytes[...], pause) { go(on: rest) }
        // What the system takes at once is told of at once: a call within a call, without end.
        case .endless(let block): send(block) { channel.eventLoop.execute { go(on: steps) } }
        case .close: channel.close(promise: nil)
        case .reset: reset()
        }
    }

    /// Writes, and goes on when the client's side has taken it.
    private func send(_ bytes: [UInt8], then proceed: @escaping @Sendable () -> Void) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes)).whenSuccess {
            sent(bytes.count)
            proceed()
        }
    }

    private func drip(
        _ bytes: ArraySlice<UInt8>, _ pause: Duration, then proceed: @escaping @Sendable () -> Void
    ) {
        guard let byte = bytes.first else { return proceed() }
        channel.eventLoop.scheduleTask(in: TimeAmount(pause)) {
            send([byte]) { drip(bytes.dropFirst(), pause, then: proceed) }
        }
    }

    /// A socket that lingers for no time at all is closed with a reset.
    private func reset() {
        guard let options = channel as? any SocketOptionProvider else {
            return channel.close(mode: .all, promise: nil)
        }
        options.unsafeSetSocketOption(level: .socket, name: .so_linger, value: Linger()).whenComplete { _ in
            channel.close(mode: .all, promise: nil)
        }
    }

    /// C's `struct linger`: on, for no time.
    private struct Linger: Sendable {
        let isOn: Int32 = 1
        let seconds: Int32 = 0
    }
}
