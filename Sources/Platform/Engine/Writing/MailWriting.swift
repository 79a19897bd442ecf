import Mail
import ServiceCore
import Store

/// Writes out claimed messages, as many as may be in memory together.
struct MailWriting: Sendable {
    let needsMail: Bool
    /// The last one made: a batch has all messages of a submission in a row.
    var composer: MailComposer?
    var most = 32 << 20

    /// Whether any of these has to be written out.
    func isNeeded(for messages: some Sequence<OutgoingMessage>) -> Bool { messages.contains(where: isNeeded) }

    private func isNeeded(_ message: OutgoingMessage) -> Bool {
        message.channel == .email && (needsMail || message.keeping != .nothing)
    }

    /// - Returns: the first of them, at least one, with their bytes where these are wanted.
    mutating func write(
        _ messages: ArraySlice<OutgoingMessage>, in db: ReadTransaction
    ) throws -> [OutgoingMessage] {
        var written: [OutgoingMessage] = []
        var bytes = 0
        for var message in messages {
            if isNeeded(message) { message.mail = try mail(message, MailSourceQueries(db: db)) }
            bytes += message.mail?.bytes.count ?? 0
            written.append(message)
            if bytes >= most { break }
        }
        return written
    }

    private mutating func mail(
        _ message: OutgoingMessage, _ queries: MailSourceQueries
    ) throws -> WrittenMail? {
        if composer?.submission != message.submission {
            composer = try queries.source(message.submission).map { MailComposer($0) }
        }
        guard let addressee = try queries.addressee(message.delivery) else { return nil }
        return composer?.write(to: addressee, messageID: message.messageID)
    }
}
