import NIOCore

/// How a message is read and taken.
extension RelayConversation {
    /// `BDAT 120 LAST`: the bytes follow at once.
    func chunk(_ rest: String, _ context: ChannelHandlerContext) {
        let words = rest.split(separator: " ")
        guard let size = words.first.flatMap({ Int($0) }) else {
            return answer(.other, .reply(501, "5.5.4 No size"), context)
        }
        if chunks.isEmpty { interruption = record.rule(at: .body, session: session) }
        hearChunk(size, isLast: words.last?.uppercased() == "LAST", context)
    }

    func hearChunk(_ left: Int, isLast: Bool, _ context: ChannelHandlerContext) {
        let taken = min(left, pending.count)
        chunks += pending.prefix(taken)
        pending.removeFirst(taken)
        reading = .chunk(left: left - taken, isLast: isLast)
        if interrupts(at: chunks.count, context) || taken < left { return }
        if isLast { return end(chunks, context) }
        reading = .commands
        play(.reply(250, "2.0.0 More"), context) {}
    }

    /// Plays what the script has for the midst of a message, once it has come so far.
    func interrupts(at count: Int, _ context: ChannelHandlerContext) -> Bool {
        guard let rule = interruption, count >= rule.afterBytes else { return false }
        interruption = nil
        record.count(.interrupted)
        play(rule.answer, context) {}
        return true
    }

    /// The message is whole: it is kept before the client hears anything.
    func end(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        reading = .commands
        let isForSomebody = sender != nil && !recipients.isEmpty
        let usual: RelayAnswer =
            isForSomebody ? .reply(250, "2.0.0 Taken") : .reply(554, "5.5.1 Nobody to send to")
        let answer = record.rule(at: .dot, session: session)?.answer ?? usual
        if answer.stores ?? answer.isPositive, let sender {
            record.take(
                AcceptedMessage(
                    session: session, sender: sender.address, recipients: recipients,
                    options: sender.options, bytes: bytes, isEncrypted: isEncrypted, user: user))
        }
        forget()
        play(answer, context) {}
    }
}
