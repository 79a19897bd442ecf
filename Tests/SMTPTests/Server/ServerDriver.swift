@testable import SMTP

/// A served session's machine and what it wanted done, in words: `250 2.0.0 OK` for a line said, `ask …`, `TLS`, `close`.
struct ServerDriver {
    var machine: ServerMachine
    /// Each message that the service was asked to take.
    private(set) var messages: [ReceivedMessage] = []
    /// Answers the service's questions at once; nil leaves them open.
    var answer: ((ServerQuestion) -> [Reply])? = Self.takesAll

    init(isLocal: Bool = true, _ change: (inout MailServerSettings) -> Void = { _ in }) {
        var settings = MailServerSettings()
        settings.name = "mail.test"
        change(&settings)
        machine = ServerMachine(settings, ServedSession(id: 1, peer: "192.0.2.1", isLocal: isLocal))
    }

    static func takesAll(_ question: ServerQuestion) -> [Reply] {
        switch question {
        case .logIn(let attempt):
            [attempt.password == "right" ? .loggedIn : Reply(535, EnhancedStatus(5, 7, 8), "Wrong")]
        case .sender: [.senderTaken]
        case .recipient(let address):
            [address.text.hasPrefix("no") ? Reply(550, EnhancedStatus(5, 1, 1), "Nobody") : .recipientTaken]
        case .message: [Reply(250, EnhancedStatus(2, 0, 0), "Kept")]
        }
    }

    mutating func connect() -> [String] { tell(machine.connected()) }

    mutating func secure() -> [String] { tell(machine.secured()) }

    mutating func say(_ text: String) -> [String] { hear(Array(text.utf8)) }

    mutating func hear(_ bytes: [UInt8]) -> [String] { tell(machine.receive(bytes)) }

    mutating func answered(_ replies: Reply...) -> [String] { tell(machine.answered(replies)) }

    /// Says lines one by one and gives the codes of what was answered.
    mutating func codes(_ lines: String...) -> [Int] {
        lines.flatMap { line in say(line + "\r\n").compactMap { Int($0.prefix(3)) } }
    }

    /// A session in which a sender and a recipient were taken.
    static func withEnvelope(_ change: (inout MailServerSettings) -> Void = { _ in }) -> ServerDriver {
        var driver = ServerDriver(change)
        _ = driver.connect()
        let hello = driver.machine.settings.dialect == .lmtp ? "LHLO" : "EHLO"
        _ = driver.codes("\(hello) client.test", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>")
        return driver
    }

    private mutating func tell(_ actions: [ServerAction]) -> [String] {
        var told: [String] = []
        for action in actions {
            switch action {
            case .write(let bytes): told += Self.lines(bytes)
            case .startTLS: told.append("TLS")
            case .close: told.append("close")
            case .ask(let question):
                if case .message(let message) = question { messages.append(message) }
                guard let answer else {
                    told.append("ask")
                    continue
                }
                told += tell(machine.answered(answer(question)))
            }
        }
        return told
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
    }
}

extension ReceivedMessage {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
