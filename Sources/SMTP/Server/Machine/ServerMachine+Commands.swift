extension ServerMachine {
    var greeting: ServerAction {
        let protocolName = settings.dialect == .smtp ? "ESMTP" : "LMTP"
        return .write(Reply(220, nil, "\(settings.name) \(protocolName)").wire)
    }

    mutating func hear(_ line: ServerInput.Line) -> [ServerAction] {
        switch line {
        case .tooLong: return fault(.commandTooLong)
        case .irregular: return fault(.irregularLine)
        case .text(let text):
            guard let command = ServerCommand(text) else { return fault(.irregularLine) }
            let isLong = text.count > settings.longestCommand && command.verb != "AUTH"
            return isLong ? fault(.commandTooLong) : obey(command)
        }
    }

    private mutating func obey(_ command: ServerCommand) -> [ServerAction] {
        switch (command.verb, settings.dialect) {
        case ("EHLO", .smtp), ("LHLO", .lmtp): hello(command, isExtended: true)
        case ("HELO", .smtp): hello(command, isExtended: false)
        case ("MAIL", _): mail(command)
        case ("RCPT", _): rcpt(command)
        case ("DATA", _): data(command)
        case ("BDAT", _): bdat(command)
        case ("RSET", _): reset(command)
        case ("NOOP", _): say(.ok)
        case ("VRFY", _): command.rest.isEmpty ? fault(.syntax) : say(.verify)
        case ("HELP", _): say(Reply(214, EnhancedStatus(2, 0, 0), verbs))
        case ("QUIT", _): close(.bye)
        case ("STARTTLS", _): startTLS(command)
        case ("AUTH", _): auth(command)
        default: fault(.unknownCommand)
        }
    }

    private var verbs: String {
        let hello = settings.dialect == .smtp ? "EHLO HELO" : "LHLO"
        return "\(hello) MAIL RCPT DATA BDAT RSET NOOP VRFY QUIT"
    }

    private mutating func hello(_ command: ServerCommand, isExtended: Bool) -> [ServerAction] {
        guard let name = command.words.first else { return fault(.syntax) }
        facts.helloName = String(name)
        facts.isExtended = isExtended
        envelope = nil
        return say(Reply(250, nil, lines: isExtended ? [settings.name] + extensions : [settings.name]))
    }

    private var extensions: [String] {
        var lines = ["PIPELINING", "SIZE \(settings.largestMessage)", "8BITMIME", "ENHANCEDSTATUSCODES"]
        lines.append("CHUNKING")
        if settings.takesUTF8 { lines.append("SMTPUTF8") }
        if mayEncrypt { lines.append("STARTTLS") }
        if mayLogIn { lines.append("AUTH " + ServerLogin.names.joined(separator: " ")) }
        return lines
    }

    private var mayEncrypt: Bool { settings.encryption == .offered && !facts.isEncrypted }

    /// A password in clear is heard only on this machine itself.
    private var mayLogIn: Bool { settings.offersLogin && (facts.isEncrypted || facts.isLocal) }

    private mutating func reset(_ command: ServerCommand) -> [ServerAction] {
        guard command.rest.isEmpty else { return fault(.syntax) }
        envelope = nil
        return say(.ok)
    }

    /// What came with it in the same breath is dropped: it was said before anything was encrypted.
    private mutating func startTLS(_ command: ServerCommand) -> [ServerAction] {
        guard settings.encryption != .never else { return fault(.unknownCommand) }
        guard mayEncrypt else { return fault(.outOfOrder) }
        guard command.rest.isEmpty else { return fault(.syntax) }
        input.dropAll()
        reading = .tls
        return say(Reply(220, EnhancedStatus(2, 0, 0), "Go on by TLS")) + [.startTLS]
    }

    // MARK: Logging in

    private mutating func auth(_ command: ServerCommand) -> [ServerAction] {
        guard settings.offersLogin else { return fault(.unknownCommand) }
        guard mayLogIn else { return fault(.loginInClear) }
        guard facts.isExtended, facts.user == nil, envelope == nil else { return fault(.outOfOrder) }
        let words = command.words
        guard (1...2).contains(words.count) else { return fault(.syntax) }
        guard var login = ServerLogin(words[0]) else { return fault(.loginUnknown) }
        let step = words.count > 1 ? login.hear(words[1]) : login.opening
        return take(step, login)
    }

    mutating func hear(_ line: ServerInput.Line, _ login: ServerLogin) -> [ServerAction] {
        reading = .commands
        guard case .text(let bytes) = line, let text = String(validating: bytes, as: UTF8.self) else {
            return failLogin(.loginMalformed)
        }
        if text == "*" { return failLogin(.loginCancelled) }
        var login = login
        let step = login.hear(text[...])
        return take(step, login)
    }

    private mutating func take(_ step: ServerLogin.Step, _ login: ServerLogin) -> [ServerAction] {
        switch step {
        case .challenge(let text):
            reading = .login(login)
            return say(Reply(334, nil, text))
        case .attempt(let attempt):
            asked = .logIn(attempt)
            return [.ask(.logIn(attempt))]
        case .malformed: return failLogin(.loginMalformed)
        }
    }

    private mutating func failLogin(_ reply: Reply) -> [ServerAction] {
        failedLogins += 1
        return failedLogins < settings.mostFailedLogins
            ? say(reply) : say(reply) + close(.tooManyFaults)
    }

    mutating func settleLogin(_ attempt: LoginAttempt, _ reply: Reply) -> [ServerAction] {
        guard reply.isPositive else { return failLogin(reply) }
        facts.user = attempt.user
        return say(reply)
    }
}
