import NIOCore
import NIOSSL

/// What each command does.
extension RelayConversation {
    func hear(_ line: String, _ context: ChannelHandlerContext) {
        record.note(RelayCommand(session: session, line: Self.withoutLogin(line), isEncrypted: isEncrypted))
        let words = line.split(separator: " ", maxSplits: 1)
        let verb = words.first.map { $0.uppercased() } ?? ""
        let rest = words.count > 1 ? String(words[1]) : ""
        switch verb {
        case "EHLO", "HELO": hello(isExtended: verb == "EHLO", context)
        case "STARTTLS": startTLS(context)
        case "AUTH": logIn(rest, context)
        case "MAIL": mail(rest, context)
        case "RCPT": recipient(rest, context)
        case "DATA": data(context)
        case "BDAT": chunk(rest, context)
        case "RSET":
            forget()
            answer(.reset, .reply(250, "2.0.0 Forgotten"), context)
        case "NOOP": answer(.noop, .reply(250, "2.0.0 Here"), context)
        case "QUIT": answer(.quit, .reply(221, "2.0.0 Bye").closing, context)
        default: answer(.other, .reply(502, "5.5.2 Unknown"), context)
        }
    }

    private static func withoutLogin(_ line: String) -> String {
        line.uppercased().hasPrefix("AUTH ")
            ? line.split(separator: " ").prefix(2).joined(separator: " ") : line
    }

    private func hello(isExtended: Bool, _ context: ChannelHandlerContext) {
        forget()
        var lines = ["relay.test"]
        if isExtended {
            lines += record.capabilities(of: session, isEncrypted: isEncrypted)
            if encryption != nil, !isEncrypted { lines.append("STARTTLS") }
        }
        answer(.hello, .raw(RelayAnswer.text(250, lines)), context)
    }

    private func startTLS(_ context: ChannelHandlerContext) {
        guard let encryption, !isEncrypted else {
            return answer(.startTLS, .reply(502, "5.5.1 No TLS"), context)
        }
        answer(.startTLS, .reply(220, "2.0.0 Go ahead"), context) { [self] answer in
            guard answer.turnsToTLS else { return }
            isEncrypted = true
            pending = []
            try? context.pipeline.syncOperations.addHandler(
                NIOSSLServerHandler(context: encryption), position: .first)
        }
    }

    private func logIn(_ rest: String, _ context: ChannelHandlerContext) {
        var dialogue = RelayLoginDialogue()
        proceed(dialogue.begin(rest), dialogue, context)
    }

    func hearLogin(_ line: String, _ dialogue: RelayLoginDialogue, _ context: ChannelHandlerContext) {
        var dialogue = dialogue
        proceed(dialogue.hear(line), dialogue, context)
    }

    private func proceed(
        _ next: RelayLoginDialogue.Next, _ dialogue: RelayLoginDialogue, _ context: ChannelHandlerContext
    ) {
        switch next {
        case .ask(let challenge):
            reading = .login(dialogue)
            play(.reply(334, challenge), context) {}
        case .done(let login):
            reading = .commands
            let isRight = login != nil && login == record.script.login
            let usual: RelayAnswer =
                isRight ? .reply(235, "2.7.0 Welcome") : .reply(535, "5.7.8 Wrong user or password")
            answer(.auth, usual, context) { [self] _ in user = login?.user }
        }
    }

    private func mail(_ rest: String, _ context: ChannelHandlerContext) {
        guard sender == nil else { return answer(.mail, .reply(503, "5.5.1 Sender is known"), context) }
        guard let (address, options) = Self.path(rest, after: "FROM:") else {
            return answer(.mail, .reply(501, "5.5.4 No address"), context)
        }
        answer(.mail, .reply(250, "2.1.0 Sender ok"), context, saying: address) { [self] _ in
            sender = (address, options)
        }
    }

    private func recipient(_ rest: String, _ context: ChannelHandlerContext) {
        guard sender != nil else { return answer(.rcpt, .reply(503, "5.5.1 No sender"), context) }
        guard let (address, _) = Self.path(rest, after: "TO:") else {
            return answer(.rcpt, .reply(501, "5.5.4 No address"), context)
        }
        answer(.rcpt, .reply(250, "2.1.5 Recipient ok"), context, saying: address) { [self] _ in
            recipients.append(address)
        }
    }

    /// `FROM:<address> options`.
    private static func path(_ text: String, after word: String) -> (String, String)? {
        guard text.uppercased().hasPrefix("\(word)<"), let end = text.lastIndex(of: ">") else { return nil }
        let address = text[..<end].dropFirst(word.count + 1)
        return (String(address), String(text[text.index(after: end)...].drop { $0 == " " }))
    }

    private func data(_ context: ChannelHandlerContext) {
        guard !recipients.isEmpty else {
            return answer(.data, .reply(554, "5.5.1 Nobody to send to"), context)
        }
        answer(.data, .reply(354, "Go ahead"), context) { [self] _ in
            reading = .message(RelayMessageReader(takesBareLF: record.script.takesBareLF))
            interruption = record.rule(at: .body, session: session)
        }
    }
}
