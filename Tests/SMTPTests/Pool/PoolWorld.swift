import TestSupport

@testable import SMTP

/// A relay on loopback and a pool of sessions with it, with time by hand.
struct PoolWorld: Sendable {
    let relay: FaultRelay
    let alarms = ManualAlarms()
    let moments = HandOverMoments()
    let pool: RelayPool
    let options: PoolOptions

    init(
        _ script: RelayScript = RelayScript(), sessions: Int = 4,
        change: (inout PoolOptions) -> Void = { _ in }
    ) async throws {
        relay = try await FaultRelay(script)
        var options = PoolOptions()
        options.sessions = sessions
        options.mostSessions = sessions
        options.session.clock = alarms.clock
        options.session.limits = .falling
        change(&options)
        self.options = options
        pool = try RelayPool(
            to: RelayAddress(host: "127.0.0.1", port: relay.port), options, hooks: moments.hooks)
    }

    func pass(_ wait: Wait) async {
        await alarms.isSet(within: options.session.limits[wait])
        alarms.advance(by: options.session.limits[wait])
    }

    /// Hands over and waits for every result.
    func send(_ ids: ClosedRange<Int64>) async throws -> [Int64: Outcome] {
        var outcomes: [Int64: Outcome] = [:]
        for await result in pool.submit(try Self.transactions(ids)) {
            outcomes[result.id] = result.outcomes.first
        }
        return outcomes
    }

    /// Each message names itself, so that the relay's record can be held against the results.
    static func transactions(_ ids: ClosedRange<Int64>) throws -> [MailTransaction] {
        try ids.map { id in
            try .test(
                id, to: "p\(id)@example.org",
                text: "Subject: Hi\r\nMessage-ID: <\(id)@example.com>\r\n\r\nHello\r\n")
        }
    }

    /// What the relay took, by number, with how often.
    var taken: [Int64: Int] {
        relay.accepted.reduce(into: [:]) { taken, message in
            let id = message.messageID?.dropFirst().prefix { $0.isNumber }
            taken[id.flatMap { Int64($0) } ?? 0, default: 0] += 1
        }
    }
}

extension RelayPool {
    /// Hands messages over and gives each result as it comes; the stream ends with the last.
    ///
    /// Every result is kept until it is read, at most one a message. Who stops reading takes back what still waits.
    func submit(_ transactions: [MailTransaction]) -> AsyncStream<TransactionResult> {
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
