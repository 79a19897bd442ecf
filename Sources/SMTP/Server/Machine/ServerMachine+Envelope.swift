extension ServerMachine {
    mutating func mail(_ command: ServerCommand) -> [ServerAction] {
        guard !facts.helloName.isEmpty else { return fault(.helloFirst) }
        guard envelope == nil else { return fault(.outOfOrder) }
        if settings.requiresLogin, facts.user == nil { return fault(.loginFirst) }
        do throws(Refusal) {
            let sender = try sender(command.rest)
            asked = .sender(sender)
            return [.ask(.sender(sender))]
        } catch {
            return fault(error.reply)
        }
    }

    mutating func rcpt(_ command: ServerCommand) -> [ServerAction] {
        guard let envelope, envelope.body == nil else { return fault(.outOfOrder) }
        guard envelope.recipients.count < settings.mostRecipients else { return say(.recipientsFull) }
        do throws(Refusal) {
            let path = try path(command.rest, "TO:")
            guard path.parameters.isEmpty else { throw Refusal(.unknownParameter) }
            guard path.address != .none else { throw Refusal(.syntax) }
            if path.address.needsUTF8, !envelope.sender.isUTF8 { throw Refusal(.needsUTF8) }
            asked = .recipient(path.address)
            return [.ask(.recipient(path.address))]
        } catch {
            return fault(error.reply)
        }
    }

    private struct Refusal: Error {
        let reply: Reply

        init(_ reply: Reply) { self.reply = reply }
    }

    private func path(_ text: String, _ keyword: String) throws(Refusal) -> PathArgument {
        do throws(PathArgument.Fault) {
            return try PathArgument(text, after: keyword)
        } catch {
            switch error {
            case .syntax: throw Refusal(.syntax)
            case .address(let fault): throw Refusal(.refusal(fault, isSender: keyword == "FROM:"))
            }
        }
    }

    private func sender(_ text: String) throws(Refusal) -> ReceivedSender {
        let path = try path(text, "FROM:")
        var sender = ReceivedSender(path.address)
        for (keyword, value) in path.parameters {
            guard facts.isExtended, try note(keyword, value, of: &sender) else {
                throw Refusal(.unknownParameter)
            }
        }
        if path.address.needsUTF8, !sender.isUTF8 { throw Refusal(.needsUTF8) }
        return sender
    }

    /// - Returns: whether the parameter is known.
    private func note(
        _ keyword: String, _ value: String?, of sender: inout ReceivedSender
    ) throws(Refusal) -> Bool {
        switch (keyword, value) {
        case ("SIZE", let value?):
            guard let size = Int(value), size >= 0 else { throw Refusal(.syntax) }
            guard size <= settings.largestMessage else { throw Refusal(.tooLarge(settings.largestMessage)) }
            sender.size = size
        case ("BODY", let value?):
            guard ["7BIT", "8BITMIME"].contains(value.uppercased()) else { throw Refusal(.unknownParameter) }
            sender.isEightBit = value.uppercased() == "8BITMIME"
        case ("SMTPUTF8", nil) where settings.takesUTF8: sender.isUTF8 = true
        // In whose name somebody else sent it first; nobody is believed that here (RFC 4954 §5).
        case ("AUTH", _?) where settings.offersLogin: break
        default: return false
        }
        return true
    }

    /// What the service's answer leads to.
    mutating func settle(_ question: ServerQuestion, _ replies: [Reply]) -> [ServerAction] {
        let reply = replies.first ?? Reply(451, EnhancedStatus(4, 3, 0), "No answer")
        if reply.closesSession { return close(reply) }
        switch question {
        case .logIn(let attempt): return settleLogin(attempt, reply)
        case .sender(let sender):
            if reply.isPositive { envelope = ServerEnvelope(sender) }
        case .recipient(let address):
            if reply.isPositive { envelope?.recipients.append(address) }
        case .message(let message):
            envelope = nil
            guard settings.dialect == .lmtp else { break }
            return message.recipients.indices.flatMap { say($0 < replies.count ? replies[$0] : reply) }
        }
        return say(reply)
    }
}
