import Mail
import ServiceCore
import Store

/// Writes the messages of one submission: what is the same for everybody once, the rest for each.
struct MailComposer: Sendable {
    private let source: MailSource
    private let vault: Vault
    private let subject: FieldText?
    private let own: OwnHeaders
    private let marks: LinkMarks
    private let body: (head: [UInt8], body: OpenBytes)
    private let raw: WrittenMail?
    private let common: MailHead
    /// The names of the caller's own headers.
    private let given: Set<String>
    private var shared: MailHead.SharedHeaders?

    init(_ source: MailSource, _ vault: Vault) {
        (self.source, self.vault) = (source, vault)
        let message = source.message
        subject = message.hasFields == true ? FieldText(message.subject, as: .header) : nil
        own = OwnHeaders(setup: source.setup, sender: message.from, campaign: source.campaign)
        marks = LinkMarks(source)
        raw = source.raw.map { WrittenMail(raw: $0) }
        common = Self.common(source)
        given = Set(common.headers.map { $0.name.lowercased() })
        body = source.raw == nil ? Self.body(source, marks.marks) : ([], OpenBytes())
        let anybody = MailAddressee(delivery: 0, submission: submission, mailbox: Mailbox(""), values: [:])
        shared = head(anybody, "").sharedHeaders(subject: subject == nil)
    }

    var submission: Int64 { source.submission }

    /// Whether what is set up for its messages still is what it was made with.
    func isCurrent(_ db: ReadTransaction) throws -> Bool {
        let account = try Int64.fetchOne(
            db,
            cached: """
                SELECT b.account FROM submission u JOIN batch b ON b.id = u.batch WHERE u.id = \(submission)
                """)
        return try account.map { try SenderSetup(of: source.message.from, account: $0, in: db) } == setup
    }

    var setup: SenderSetup { source.setup }

    /// - Parameter messageID: ours, unless the caller wrote one of their own; what came as a whole goes as it came.
    func write(to addressee: MailAddressee, messageID: String) -> WrittenMail {
        if let raw { return raw }
        let value = value(for: addressee)
        var head = head(addressee, messageID)
        if let subject { head.subject = subject.filled(value) }
        return WrittenMail(head, body, value: value) {
            marks.text($0, for: addressee.delivery, by: vault)
        }
    }

    /// The hash of the body that signatures name; nil where each message has one of its own.
    var sharedHash: [UInt8]? {
        guard raw == nil, body.body.isClosed else { return raw?.bodyHash }
        return WrittenMail(MailHead(from: Mailbox(""), date: source.date, messageID: ""), body).bodyHash
    }

    /// HTML and text as they are written, filled for a person.
    func texts(for addressee: MailAddressee) -> (html: String, text: String) {
        guard subject != nil else { return (source.html, source.text) }
        let value = value(for: addressee)
        return (
            FieldText(source.html, as: .html).filled(value), FieldText(source.text, as: .text).filled(value)
        )
    }

    /// The fields that are empty for a person, having neither a value nor anything to stand in for one.
    func emptyFields(for addressee: MailAddressee) -> [String] {
        guard let subject else { return [] }
        let texts = [subject, FieldText(source.html, as: .html), FieldText(source.text, as: .text)]
        let value = value(for: addressee)
        var seen: Set<String> = []
        return texts.flatMap(\.bareNames).filter { name in
            (value(name) ?? "").isEmpty && seen.insert(name).inserted
        }
    }

    private func value(for addressee: MailAddressee) -> (String) -> String? {
        { name in
            addressee.values[name] ?? source.variables[name]
                ?? (name == SenderSetup.unsubscribing ? unsubscribing(addressee.delivery) : nil)
        }
    }

    private func unsubscribing(_ delivery: Int64) -> String? {
        source.setup.links?.address(MailToken(.unsubscribe, delivery: delivery), by: vault)
    }

    private func head(_ addressee: MailAddressee, _ messageID: String) -> MailHead {
        var head = common
        head.messageID = messageID
        if source.message.to == nil { head.to = [addressee.mailbox.inASCII] }
        // What the caller wrote stands; of the two that unsubscribe it is told by both who is asked, so that they go together.
        let unsubscribes = !given.isDisjoint(with: OwnHeaders.unsubscribing)
        head.headers += own.headers(of: addressee.delivery, by: vault).filter {
            let name = $0.name.lowercased()
            return !given.contains(name) && !(unsubscribes && OwnHeaders.unsubscribing.contains(name))
        }
        head.shared = shared
        return head
    }

    /// What the heads of all messages begin as.
    private static func common(_ source: MailSource) -> MailHead {
        let message = source.message
        var head = MailHead(
            from: Mailbox(message.from, name: message.fromName).inASCII, date: source.date, messageID: "")
        head.to = (message.to ?? []).map(\.inASCII)
        head.cc = (message.cc ?? []).map(\.inASCII)
        head.replyTo = Mailbox(message.replyTo).inASCII.address
        head.subject = message.subject
        head.headers = message.headers ?? []
        return head
    }

    /// The submission is the seed, so that every attempt writes the same.
    private static func body(_ source: MailSource, _ marks: [HTMLMark]) -> (head: [UInt8], body: OpenBytes) {
        var random = SeededRandom(source.submission)
        var body = MailBody(html: source.html, text: source.text, files: source.files)
        body.makesText = source.message.isHTMLAlone != true
        body.hasFields = source.message.hasFields == true
        body.marks = marks
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
