import ServiceCore

/// How the sandbox's made-up recipients answer, and how fast it all goes.
package struct SandboxOptions: Sendable, Hashable {
    /// The same seed gives the same answers to the same deliveries.
    package var seed: UInt64
    /// Nil means as fast as the machine can.
    package var messagesPerSecond: Double?
    package var rates: SandboxRates
    /// Stretches or shortens the time until a recipient answers; 0 answers at once.
    package var answerDelay: Double
    /// Stretches or shortens the waits before another attempt.
    package var retryScale: Double

    /// By default 12,000 messages take a minute, and the first retry comes after a second.
    package init(
        seed: UInt64 = 1, messagesPerSecond: Double? = 200, rates: SandboxRates = SandboxRates(),
        answerDelay: Double = 1, retryScale: Double = 1.0 / 60
    ) {
        self.seed = seed
        self.messagesPerSecond = messagesPerSecond
        self.rates = rates
        self.answerDelay = answerDelay
        self.retryScale = retryScale
    }

    /// No waiting anywhere: what tests run with.
    package static func immediate(
        _ seed: UInt64 = 1, rates: SandboxRates = SandboxRates()
    ) -> SandboxOptions {
        SandboxOptions(seed: seed, messagesPerSecond: nil, rates: rates, answerDelay: 0, retryScale: 0)
    }
}

extension PlatformTransport {
    /// Where nobody has decided otherwise, so that nothing is ever sent by accident.
    package static let standard = sandbox()

    /// Takes everything, writes it down and has made-up recipients answer; no message leaves this machine.
    package static func sandbox(_ options: SandboxOptions = SandboxOptions()) -> PlatformTransport {
        var transport = PlatformTransport(
            description: .init(
                "sandbox", "sandbox: no message leaves this machine", isSandboxed: true,
                facts: [.init("Sandbox", options.rates.summary)]),
            open: { directory, clock throws(ServiceError) in
                try SandboxTransport(directory, options: options, clock: clock)
            })
        transport.waits.scale = options.retryScale
        transport.seed = options.seed
        transport.answers = { row in
            SimulatedRecipient(row.id, options: options).answers(isEmail: row.channel == .email)
        }
        transport.record = { SandboxRecord(in: $0) }
        return transport
    }
}
