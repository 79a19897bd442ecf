package import FoundationEssentials

/// How long and how much one call may take.
package struct TransportLimits: Sendable, Hashable {
    /// From the call to its whole answer, repetitions of a read and their waiting included.
    package var total: Duration
    /// Between two pieces of an answer.
    package var idle: Duration
    /// To reach the platform and agree on TLS.
    package var connect: Duration
    /// The longest body that is read; a longer answer is an error and its connection is closed.
    package var answerBytes: Int
    /// How often a read is asked again.
    package var readRepetitions: Int

    package init(
        total: Duration = .seconds(30), idle: Duration = .seconds(15), connect: Duration = .seconds(10),
        answerBytes: Int = 16 << 20, readRepetitions: Int = 2
    ) {
        self.total = total
        self.idle = min(idle, total)
        self.connect = min(connect, total)
        self.answerBytes = answerBytes
        self.readRepetitions = readRepetitions
    }
}

/// Whose TLS certificates a connection believes; certificate and host name are verified in every case.
package enum TransportTrust: Sendable, Hashable {
    /// The authorities that this machine trusts.
    case system
    /// These authorities alone, as PEM texts.
    case authorities([String])
}

/// Time and chance as the transport takes them, so that a test can hold both.
package struct TransportClock: Sendable {
    package let now: @Sendable () -> Duration
    package let date: @Sendable () -> Date
    /// Throws at once where its task is cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void
    /// From 0 up to 1; spreads repetitions.
    package let random: @Sendable () -> Double

    /// The machine's own, which a person's waits take; a test brings one that it moves itself.
    package static let system: TransportClock = {
        let start = ContinuousClock.now
        return TransportClock(
            now: { ContinuousClock.now - start }, date: { Date() },
            sleep: { try await Task.sleep(for: $0, clock: .continuous) },
            random: { Double.random(in: 0..<1) })
    }()
}
