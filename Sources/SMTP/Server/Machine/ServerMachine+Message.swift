extension ServerMachine {
    mutating func data(_ command: ServerCommand) -> [ServerAction] {
        guard command.rest.isEmpty else { return fault(.syntax) }
        guard let envelope, !envelope.recipients.isEmpty else { return fault(.mailFirst) }
        guard envelope.body == nil else { return fault(.outOfOrder) }
        self.envelope?.body = MessageReader(dotted: true, settings)
        reading = .text
        return say(Reply(354, nil, "Go on; a dot alone ends it"))
    }

    /// - Returns: nil until its end came.
    mutating func readText() -> [ServerAction]? {
        let before = input.count
        let isWhole = envelope?.body?.read(&input) ?? true
        textCount += before - input.count
        if isWhole { return take() }
        return isEndless(envelope?.body?.count ?? 0) ? close(.tooLarge(settings.largestMessage)) : nil
    }

    /// Nothing says how much would come yet, and none of it is kept.
    private func isEndless(_ count: Int) -> Bool {
        count / MailServerSettings.patience > settings.largestMessage
    }

    /// `BDAT 120 LAST`: the bytes follow at once, whatever is said to it.
    mutating func bdat(_ command: ServerCommand) -> [ServerAction] {
        let words = command.words
        let isLast = words.count == 2 && words[1].uppercased() == "LAST"
        guard let size = words.first.flatMap({ Int($0) }), size >= 0, words.count == 1 || isLast,
            !isEndless(size)
        else {
            // Where the chunk ends nobody knows, so nothing after it can be read as a command.
            return close(.syntax)
        }
        let refusal = envelope.map { $0.recipients.isEmpty } == false ? nil : Reply.mailFirst
        if refusal == nil, envelope?.body == nil {
            envelope?.body = MessageReader(dotted: false, settings)
        }
        reading = .chunk(left: size, isLast: isLast, refusal: refusal)
        return size == 0 ? endChunk(isLast, refusal) : []
    }

    mutating func readChunk(_ left: Int, _ isLast: Bool, _ refusal: Reply?) -> [ServerAction]? {
        let taken = min(left, input.count)
        textCount += taken
        if refusal == nil {
            envelope?.body?.read(&input, count: taken)
        } else {
            input.drop(taken)
        }
        reading = .chunk(left: left - taken, isLast: isLast, refusal: refusal)
        return taken == left ? endChunk(isLast, refusal) : nil
    }

    private mutating func endChunk(_ isLast: Bool, _ refusal: Reply?) -> [ServerAction] {
        reading = .commands
        if let refusal { return fault(refusal) }
        if isLast {
            envelope?.body?.end()
            return take()
        }
        guard let fault = envelope?.body?.fault else { return say(.chunkTaken) }
        // The chunks that follow are refused for want of a sender (RFC 3030 §2).
        envelope = nil
        return say(.refusal(fault, settings))
    }

    /// The message is whole.
    private mutating func take() -> [ServerAction] {
        reading = .commands
        guard let envelope, let reader = envelope.body else { return fault(.mailFirst) }
        // From here on the question holds its bytes.
        self.envelope = nil
        if let fault = reader.fault {
            let reply = Reply.refusal(fault, settings)
            let times = settings.dialect == .lmtp ? envelope.recipients.count : 1
            return (0..<times).flatMap { _ in say(reply) }
        }
        let message = ReceivedMessage(
            sender: envelope.sender, recipients: envelope.recipients, bytes: reader.bytes)
        asked = .message(message)
        return [.ask(.message(message))]
    }
}
