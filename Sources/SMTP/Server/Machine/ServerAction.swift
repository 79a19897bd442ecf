/// What a served session's machine wants done; in order.
enum ServerAction: Sendable {
    case write([UInt8])
    /// Ask the service; `answered` tells the machine. Until then it looks at nothing further.
    case ask(ServerQuestion)
    /// Begin TLS on the connection; `secured` tells the machine when it stands.
    case startTLS
    /// Close once everything is written.
    case close
}

/// What only the service can answer.
enum ServerQuestion: Sendable {
    case logIn(LoginAttempt)
    case sender(ReceivedSender)
    case recipient(EnvelopeAddress)
    case message(ReceivedMessage)
}

/// What a served session waits for; each has a time limit.
package enum ServerWait: Sendable, Hashable, CaseIterable {
    case tls
    /// A whole command line.
    case command
    /// The next line of a log-in.
    case logIn
    /// The next 64 KiB of a message, or its end.
    case text
}

/// How long a client may take: what RFC 5321 §4.5.3.2 asks servers for.
package struct ServerTimeLimits: Sendable, Hashable {
    package var tls: Duration = .seconds(30)
    package var command: Duration = .seconds(300)
    package var logIn: Duration = .seconds(60)
    package var text: Duration = .seconds(180)
    /// From the connection to the log-in, where one is needed.
    package var arrival: Duration = .seconds(120)

    package init() {}

    package subscript(wait: ServerWait) -> Duration {
        switch wait {
        case .tls: tls
        case .command: command
        case .logIn: logIn
        case .text: text
        }
    }
}
