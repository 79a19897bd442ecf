import SMTP

extension RelayReply {
    /// What became of a message at a relay, as the engine sorts it.
    init(_ outcome: Outcome) {
        switch outcome {
        case .accepted(let reply): self.init(.data, reply)
        case .unknown(let fault): self.init(.data, 0, nil, RelayWords.kept(fault.words))
        case .failed(let fault): self.init(fault)
        }
    }

    private init(_ stage: Stage, _ reply: Reply) {
        self.init(stage, reply.code, reply.enhanced?.description, RelayWords.kept(reply.text))
    }

    /// What was certainly not handed over.
    private init(_ fault: DeliveryFault) {
        if let reply = fault.reply, !reply.closesSession, !reply.wantsLogin, fault.stage >= .mail {
            self.init(Self.stage(fault.stage), reply)
            return
        }
        switch fault.reason {
        // These concern the one message, as long as the relay is what it is.
        case .needsSMTPUTF8: self.init(unsaid: "the relay takes no addresses or headers in UTF-8")
        case .needs8BitMIME: self.init(unsaid: "the relay takes no 8-bit text")
        case .tooLarge: self.init(unsaid: "larger than the relay takes")
        // A message at which a relay breaks off each time is no longer tried at once.
        case .lost, .timedOut, .violation:
            self =
                fault.stage < .mail
                ? Self(.session, 451) : Self(.data, 451, "4.4.2", RelayWords.kept(fault.words))
        default: self.init(.session, fault.reply?.code ?? 451, nil, RelayWords.kept(fault.words))
        }
    }

    /// - Parameter reason: why nothing was said to the relay, within a sentence.
    init(unsaid reason: String) { self.init(.unsaid, 554, nil, RelayWords.kept(reason)) }

    private static func stage(_ stage: SMTP.Stage) -> Stage {
        switch stage {
        case .mail: .mail
        case .rcpt: .rcpt
        case .data, .dot: .data
        case .connect, .tls, .greeting, .ehlo, .auth: .session
        }
    }
}
