import Mail
import ServiceCore
import Store

/// Writes the messages of one submission: what is the same for everybody once, the rest for each.
struct MailComposer: Sendable {
    private let source: MailSource
    private let fields: Fields?
    /// Where it is the same for all.
    private let sharedBody: (head: [UInt8], body: [UInt8])?
    private let raw: WrittenMail?

    /// The parsed texts of a message with fields.
    private struct Fields: Sendable {
        let subject: FieldText
        let html: FieldText
        let text: FieldText

        var isBodyPlain: Bool { html.isPlain && text.isPlain }
    }

    init(_ source: MailSource) {
        self.source = source
        raw = source.raw.map { WrittenMail(raw: $0) }
        let hasFields = source.message.hasFields == true
        let fields =
            hasFields
            ? Fields(
                subject: FieldText(source.message.subject, as: .header),
                html: FieldText(source.html, as: .html),
                text: FieldText(source.text, as: .text)) : nil
        self.fields = fields
        let isShared = raw == nil && fields?.isBodyPlain != false
        sharedBody = isShared ? Self.written(source, html: source.html, text: source.text) : nil
    }

    var submission: Int64 { source.submission }

    /// - Parameter messageID: ours, unless the caller wrote one of their own.
    func write(to addressee: MailAddressee, messageID: String) -> WrittenMail {
        if let raw { return raw }
        let value: (String) -> String? = { addressee.values[$0] ?? source.variables[$0] }
        var head = head(addressee, messageID)
        if let fields { head.subject = fields.subject.filled(value) }
        if let sharedBody { return WrittenMail(head, sharedBody) }
        let html = fields?.html.filled(value) ?? source.html
        let text = fields?.text.filled(value) ?? source.text
        return WrittenMail(head, Self.written(source, html: html, text: text))
    }

    /// HTML and text as a person gets them.
    func texts(for addressee: MailAddressee) -> (html: String, text: String) {
        guard let fields else { return (source.html, source.text) }
        let value: (String) -> String? = { addressee.values[$0] ?? source.variables[$0] }
        return (fields.html.filled(value), fields.text.filled(value))
    }

    /// The fields that are empty for a person, having neither a value nor anything to stand in for one.
    func emptyFields(for addressee: MailAddressee) -> [String] {
        guard let fields else { return [] }
        var seen: Set<String> = []
        return [fields.subject, fields.html, fields.text].flatMap(\.bareNames).filter { name in
            (addressee.values[name] ?? source.variables[name] ?? "").isEmpty && seen.insert(name).inserted
        }
    }

    private func head(_ addressee: MailAddressee, _ messageID: String) -> MailHead {
        let message = source.message
        var head = MailHead(
            from: Mailbox(message.from, name: message.fromName).inASCII, date: source.date,
            messageID: messageID)
        head.to = (message.to ?? [addressee.mailbox]).map(\.inASCII)
        head.cc = (message.cc ?? []).map(\.inASCII)
        head.replyTo = Mailbox(message.replyTo).inASCII.address
        head.subject = message.subject
        head.headers = message.headers ?? []
        return head
    }

    /// The submission is the seed, so that every attempt writes the same.
    private static func written(
        _ source: MailSource, html: String, text: String
    ) -> (head: [UInt8], body: [UInt8]) {
        var random = SeededRandom(source.submission)
        var body = MailBody(html: html, text: text, files: source.files)
        body.makesText = source.message.isHTMLAlone != true
        return body.part.written(&random)
    }
}

extension Mailbox {
    /// With its domain as every relay knows it.
    var inASCII: Mailbox {
        guard let sign = address.lastIndex(of: "@") else { return self }
        let domain = DomainName.ascii(String(address[address.index(after: sign)...]))
        return Mailbox("\(address[...sign])\(domain)", name: name)
    }
}

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

    /// - Parameter room: the bytes that may be in memory for them.
    /// - Returns: the first of them, at least one, with their bytes where these are wanted.
    mutating func write(
        _ messages: [OutgoingMessage], room: Int, in db: ReadTransaction
    ) throws -> [OutgoingMessage] {
        var written: [OutgoingMessage] = []
        var bytes = 0
        for var message in messages {
            if isNeeded(message) { message.mail = try mail(message, MailSourceQueries(db: db)) }
            bytes += message.mail?.bytes.count ?? 0
            written.append(message)
            if bytes >= room { break }
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
