import ServiceCore

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
