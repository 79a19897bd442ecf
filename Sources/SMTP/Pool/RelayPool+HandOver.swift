import NIOCore

extension RelayPool {
    /// Hands messages over and ends when each was told of, whether or not the task is cancelled.
    ///
    /// - Parameter patience: what has found no session by then fails as called off.
    package func handOver(
        _ transactions: [MailTransaction], waitingFor patience: Duration,
        told: @escaping @Sendable (TransactionResult) -> Void
    ) async {
        guard !transactions.isEmpty else { return }
        let (ends, end) = AsyncStream<Void>.makeStream()
        let left = Countdown(transactions.count)
        let withdraw = submit(transactions) { result in
            told(result)
            if left.isLast() { end.finish() }
        }
        let impatience = options.session.clock.alarm(patience, group.next(), withdraw)
        // A task of its own, which is not cancelled with this one.
        await Task { for await _ in ends {} }.value
        impatience.cancel()
    }
}
