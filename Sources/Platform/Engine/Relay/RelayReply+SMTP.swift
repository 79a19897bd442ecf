import SMTP

extension RelayReply {
    /// What became of a message at a relay, as the engine sorts it.
    init(_ outcome: Outcome) {
        switch outcome {
        case .accepted(let reply): self.init(.data, reply)
        case .unknown(let fault): self.init(.data, 0, nil, fault.words)
        case .failed(let fault): self.init(fault)
        }
    }

    private init(_ stage: Stage, _ reply: Reply) {
        self.init(stage, reply.code, reply.enhanced?.description, reply.text)
    }

    /// What was certainly not handed over.
    private init(_ fault: DeliveryFault) {
        if let reply = fault.reply, !reply.closesSession, fault.stage >= .mail {
            self.init(Self.stage(fault.stage), reply)
            return
        }
        switch fault.reason {
        // These concern the one message, for good.
        case .needsSMTPUTF8: self.init(.rcpt, 553, "5.6.7", fault.words)
        case .needs8BitMIME, .tooLarge: self.init(.data, 554, nil, fault.words)
        // A message at which a relay breaks off each time is no longer tried at once.
        case .lost, .timedOut, .violation:
            self = fault.stage < .mail ? Self(.session, 451) : Self(.data, 451, "4.4.2", fault.words)
        default: self.init(.session, fault.reply?.code ?? 451, nil, fault.words)
        }
    }

    private static func stage(_ stage: SMTP.Stage) -> Stage {
        switch stage {
        case .mail: .mail
        case .rcpt: .rcpt
        case .data, .dot: .data
        case .connect, .tls, .greeting, .ehlo, .auth: .session
        }
    }
}
