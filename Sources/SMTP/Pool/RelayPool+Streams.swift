extension RelayPool {
    /// Hands messages over and ends when each was told of, whether or not the task is cancelled.
    package func handOver(
        _ transactions: [MailTransaction], told: @escaping @Sendable (TransactionResult) -> Void
    ) async {
        guard !transactions.isEmpty else { return }
        await withCheckedContinuation { continuation in
            let left = Countdown(transactions.count)
            submit(transactions) { result in
                told(result)
                if left.isLast() { continuation.resume() }
            }
        }
    }

    /// Hands messages over and gives each result as it comes; the stream ends with the last.
    ///
    /// Every result is kept until it is read, at most one a message. Who stops reading takes back what still waits.
    package func submit(_ transactions: [MailTransaction]) -> AsyncStream<TransactionResult> {
        AsyncStream(bufferingPolicy: .unbounded) { continuation in
            guard !transactions.isEmpty else { return continuation.finish() }
            let left = Countdown(transactions.count)
            let withdraw = submit(transactions) { result in
                continuation.yield(result)
                if left.isLast() { continuation.finish() }
            }
            continuation.onTermination = { if case .cancelled = $0 { withdraw() } }
        }
    }
}
