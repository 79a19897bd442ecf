/// One message as far as it came.
struct ServerEnvelope: Sendable {
    let sender: ReceivedSender
    var recipients: [EnvelopeAddress] = []
    /// Reads its bytes; nil before the first.
    var body: MessageReader?

    init(_ sender: ReceivedSender) { self.sender = sender }
}
