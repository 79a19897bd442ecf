import Mail
import ServiceCore
import Store

/// Writes out claimed messages, as many as may be in memory together.
struct MailWriting: Sendable {
    let needsMail: Bool
    let vault: Vault
    /// Whether text messages are given their text.
    var needsTexts = false
    var most = 32 << 20
    /// The last one made: a batch has all messages of a submission in a row.
    private var composer: MailComposer?
    private var signatures: MailSignatures
    /// The last text that was read.
    private var text: (submission: Int64, text: OutgoingText?)?

    init(needsMail: Bool, vault: Vault) {
        (self.needsMail, self.vault) = (needsMail, vault)
        signatures = MailSignatures(vault)
    }

    /// Messages as they are to be signed.
    struct Written: Sendable {
        var messages: [OutgoingMessage] = []
        /// By the submission.
        var signatures: [Int64: MailSignature] = [:]
    }

    /// Whether any of these has to be written out.
    func isNeeded(for messages: some Sequence<OutgoingMessage>) -> Bool { messages.contains(where: isNeeded) }

    private func isNeeded(_ message: OutgoingMessage) -> Bool {
        message.channel == .email ? needsMail || message.keeping != .nothing : needsTexts
    }

    /// - Parameter room: the bytes that may be in memory for them.
    /// - Returns: the first of them, at least one, with their bytes where these are wanted.
    mutating func write(
        _ messages: [OutgoingMessage], room: Int, in db: ReadTransaction
    ) throws -> Written {
        let queries = MailSourceQueries(db: db)
        var written = Written()
        var bytes = 0
        // What was set up meanwhile counts from here on.
        var isFresh: Set<Int64> = []
        let people = try queries.addressees(
            messages.filter { $0.channel == .email && isNeeded($0) }.map(\.delivery))
        for var message in messages {
            if message.channel == .sms {
                if needsTexts { try writeText(&message, in: db) }
            } else if isNeeded(message) {
                if isFresh.insert(message.submission).inserted {
                    try prepare(message.submission, queries)
                    written.signatures[message.submission] = composer.flatMap { signatures.of($0) }
                }
                if let addressee = people[message.delivery] { try write(&message, to: addressee, queries) }
            }
            bytes += message.mail?.bytes.count ?? 0
            written.messages.append(message)
            if bytes >= room { break }
        }
        return written
    }

    private mutating func writeText(_ message: inout OutgoingMessage, in db: ReadTransaction) throws {
        if text?.submission != message.submission {
            text = (message.submission, try TextSourceQueries.text(of: message.submission, in: db))
        }
        message.text = text?.text
    }

    private mutating func prepare(_ submission: Int64, _ queries: MailSourceQueries) throws {
        if let composer, composer.submission == submission, try composer.isCurrent(queries.db) { return }
        composer = try queries.source(submission).map { MailComposer($0, vault) }
    }

    private mutating func write(
        _ message: inout OutgoingMessage, to addressee: MailAddressee, _ queries: MailSourceQueries
    ) throws {
        if composer?.submission != message.submission { try prepare(message.submission, queries) }
        guard let composer else { return }
        message.mail = composer.write(to: addressee, messageID: message.messageID)
        // What is told to nobody when it fails is told to nobody here either.
        if !message.sender.isEmpty {
            message.sender = composer.setup.returnPath(of: message.delivery, by: vault) ?? message.sender
        }
    }
}
