/// What a session's machine wants done; in order.
enum ClientAction: Sendable, Equatable {
    case write([UInt8])
    /// A piece of a message, of which `written` tells the machine when the system has taken it.
    case writePiece([UInt8])
    /// Begin TLS on the connection; `secured` tells the machine when it stands.
    case startTLS
    /// The session is ready for its first message.
    case opened
    /// Ask whether this message may be handed over now; `handOver` or `withhold` tells the machine.
    case confirm(Int64)
    /// The reply to what handed the message over; its result comes next.
    case answered(Int64, Reply)
    case finished(TransactionResult)
    /// The session never came to stand.
    case failed(DeliveryFault)
    case close
}
