/// What a session waits for; each has a time limit.
package enum Wait: Sendable, Hashable, CaseIterable {
    case connect, tls, greeting
    /// EHLO, HELO, STARTTLS and RSET.
    case command
    case auth, mail, rcpt
    /// The reply to DATA.
    case dataStart
    /// That a piece of the message is taken.
    case dataPiece
    /// The reply to the final dot.
    case dataEnd
    case quit
    /// For the next message; the session says goodbye when it passes.
    case idle
}

/// How long each wait may last: what RFC 5321 §4.5.3.2 asks for, and for the rest what people put up with.
package struct TimeLimits: Sendable, Hashable {
    package var connect: Duration = .seconds(30)
    package var tls: Duration = .seconds(30)
    package var greeting: Duration = .seconds(300)
    package var command: Duration = .seconds(300)
    package var auth: Duration = .seconds(60)
    package var mail: Duration = .seconds(300)
    package var rcpt: Duration = .seconds(300)
    package var dataStart: Duration = .seconds(120)
    package var dataPiece: Duration = .seconds(180)
    package var dataEnd: Duration = .seconds(600)
    package var quit: Duration = .seconds(5)
    package var idle: Duration = .seconds(30)

    package init() {}

    package subscript(wait: Wait) -> Duration {
        switch wait {
        case .connect: connect
        case .tls: tls
        case .greeting: greeting
        case .command: command
        case .auth: auth
        case .mail: mail
        case .rcpt: rcpt
        case .dataStart: dataStart
        case .dataPiece: dataPiece
        case .dataEnd: dataEnd
        case .quit: quit
        case .idle: idle
        }
    }
}
