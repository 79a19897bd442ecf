extension ClientMachine {
    mutating func receiveOpening(_ answered: Awaited, _ reply: Reply, hasMore: Bool) -> [ClientAction] {
        switch answered {
        case .greeting: receiveGreeting(reply)
        case .ehlo: receiveEHLO(reply)
        case .helo: reply.code == 250 ? logIn() : refused(reply, .ehlo)
        case .startTLS: receiveSTARTTLS(reply, hasMore: hasMore)
        default: receiveAUTH(reply)
        }
    }

    private mutating func receiveGreeting(_ reply: Reply) -> [ClientAction] {
        greeting = reply.text
        return reply.code == 220 ? hello() : refused(reply, .greeting)
    }

    private mutating func hello() -> [ClientAction] {
        say(.ehlo(settings.helloName), .ehlo, at: .ehlo)
    }

    private mutating func receiveEHLO(_ reply: Reply) -> [ClientAction] {
        if reply.code == 250 {
            capabilities = Capabilities(reply)
            return isEncrypted ? logIn() : turnToTLS()
        }
        // What HELO leads to can neither encrypt nor log in.
        let mayFallBack = settings.login == nil && (isEncrypted || settings.security != .required)
        guard reply.isPermanent, mayFallBack else { return refused(reply, .ehlo) }
        capabilities = Capabilities()
        return say(.helo(settings.helloName), .helo, at: .ehlo)
    }

    private mutating func turnToTLS() -> [ClientAction] {
        let wantsTLS = settings.security == .required || settings.security == .opportunistic
        guard wantsTLS else { return logIn() }
        guard capabilities.startTLS else {
            phase = .opening(.tls)
            return settings.security == .required ? end(.noSTARTTLS) : logIn()
        }
        return say(.startTLS, .startTLS, at: .tls)
    }

    /// What came before the encryption may be anybody's, so the session ends where something did (RFC 3207 §6).
    private mutating func receiveSTARTTLS(_ reply: Reply, hasMore: Bool) -> [ClientAction] {
        if hasMore { return end(.violation(.textBeforeTLS)) }
        guard reply.code == 220 else {
            let mayStayInClear = settings.security == .opportunistic && !reply.closesSession
            return mayStayInClear && reply.code >= 400 ? logIn() : refused(reply, .tls)
        }
        capabilities = Capabilities()
        return [.startTLS]
    }

    /// The connection stands. Where TLS comes first, `secured` is next.
    mutating func connected() -> [ClientAction] {
        guard case .opening(.connect) = phase else { return [] }
        if settings.security == .implicit {
            phase = .opening(.tls)
            return [.startTLS]
        }
        phase = .opening(.greeting)
        awaited = [.greeting]
        return []
    }

    /// The connection is encrypted; what the server announced in clear is forgotten and asked again.
    mutating func secured() -> [ClientAction] {
        guard case .opening(.tls) = phase else { return [] }
        isEncrypted = true
        guard settings.security == .implicit else { return hello() }
        phase = .opening(.greeting)
        awaited = [.greeting]
        return []
    }

    private mutating func logIn() -> [ClientAction] {
        guard let login = settings.login else { return open() }
        phase = .opening(.auth)
        let isTrusted = settings.trustsConnection || (isEncrypted && settings.security.isVerified)
        guard isTrusted else { return end(.loginInClear) }
        do {
            let exchange = try LoginExchange(login, offered: capabilities.logins)
            self.exchange = exchange
            return say(exchange.command, .auth, at: .auth)
        } catch {
            return end(error.reason(capabilities.logins))
        }
    }

    private mutating func receiveAUTH(_ reply: Reply) -> [ClientAction] {
        if reply.code == 235 {
            login = exchange?.name
            exchange = nil
            return open()
        }
        guard reply.code == 334, let answer = exchange?.next() else { return refused(reply, .auth) }
        awaited = [.auth]
        return [.write(answer)]
    }

    private mutating func open() -> [ClientAction] {
        phase = .ready
        return [.opened]
    }

    private mutating func say(_ command: Command, _ answer: Awaited, at stage: Stage) -> [ClientAction] {
        phase = .opening(stage)
        awaited = [answer]
        return [.write(Array(command.line.utf8))]
    }

    /// A reply of 400 and above is the server's decision; any other does not fit.
    private mutating func refused(_ reply: Reply, _ stage: Stage) -> [ClientAction] {
        phase = .opening(stage)
        return end(reply.code >= 400 ? .refused(reply) : .violation(.unexpectedReply(reply.code)))
    }
}
