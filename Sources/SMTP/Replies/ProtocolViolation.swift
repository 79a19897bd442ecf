/// What a server sent that no SMTP server may send; the session ends with it.
package enum ProtocolViolation: Error, Sendable, Hashable {
    /// Its beginning, as it came.
    case notAReply(String)
    /// More bytes or lines than a reply has.
    case replyTooLong
    /// A reply that the command cannot have, or that nobody asked for.
    case unexpectedReply(Int)
    /// Text in clear behind the reply to STARTTLS, which somebody on the way may have put there (RFC 3207 §6).
    case textBeforeTLS

    /// What happened, as the end of a sentence about the relay.
    package var words: String {
        switch self {
        case .notAReply: "answered with something that is no SMTP reply"
        case .replyTooLong: "sent a reply without end"
        case .unexpectedReply(let code): "answered \(code), which does not fit what it was asked"
        case .textBeforeTLS: "sent text in clear after TLS was agreed on"
        }
    }
}
