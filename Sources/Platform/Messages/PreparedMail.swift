import Foundation
import Mail
import ServiceCore
import Store

/// A checked draft with its texts hashed, ready to be written in one short transaction.
struct PreparedMail: Sendable {
    private var draft: MailDraft
    private let html: HashedContent?
    private let text: HashedContent?
    private let raw: HashedContent?
    private let files: [HashedContent]

    /// - Throws: `.invalid` as `MailDraft.check` does.
    init(_ draft: MailDraft) throws(ServiceError) {
        try draft.check()
        self.draft = draft
        html = HashedContent(draft.html)
        text = HashedContent(draft.text)
        raw = draft.raw.map { HashedContent(Data($0)) }
        files = draft.attachments.map { HashedContent(Data($0.bytes)) }
    }

    /// The same for the limits of this SMTP user; nil counts for nobody's.
    func counting(for user: String?) -> PreparedMail {
        var mail = self
        mail.draft.smtpUser = user
        return mail
    }

    func submit(for account: Int64, at now: Date, in db: WriteTransaction) throws -> MailReceipt {
        let user = try draft.smtpUser.map { try SMTPUserRoom($0, account: account, in: db) }
        var submission = SingleSubmission(account: account, channel: .email, message: message(user?.id))
        submission.message.headers = try headers(account, db)
        submission.source = draft.source
        try store(into: &submission, at: now.storedTime, db)
        submission.people = draft.people.map(Self.trimmed)
        submission.copiesWithEach = draft.copiesWithEach
        submission.campaign = try draft.campaign.map {
            try MailQueries.apiCampaign($0, account: account, in: db)
        }
        submission.joined = draft.batch
        submission.uniqueID = draft.uniqueID
        submission.trace = draft.title.isEmpty ? "message “\(draft.subject)”" : draft.title
        let receipt = try submission.write(at: now, in: db)
        guard receipt.accepted > 0 else { return receipt }
        try user?.check(at: now, in: db)
        try MailQueries.requireRoom(for: receipt.accepted, account: account, at: now, in: db)
        return receipt
    }

    private func message(_ user: Int64?) -> FrozenMessage {
        var message = FrozenMessage(from: draft.from)
        message.fromName = draft.fromName
        message.envelopeSender = draft.envelopeSender
        message.subject = draft.subject
        message.replyTo = draft.replyTo ?? ""
        message.smtpUser = user
        message.archives = draft.keepsArchive ? true : nil
        message.isHTMLAlone = draft.makesText ? nil : true
        message.hasFields = draft.isTemplate || draft.people.contains { !$0.values.isEmpty } ? true : nil
        message.senderRule = draft.requiresApprovedSender ? nil : .onceDomainsAreChecked
        message.to = draft.copiesWithEach ? nil : draft.mailboxes(.to)
        message.cc = draft.mailboxes(.cc)
        return message
    }

    /// The account's own spelling of its X-headers, whatever the caller's.
    private func headers(_ account: Int64, _ db: ReadTransaction) throws -> [MailHeader]? {
        guard !draft.headers.isEmpty else { return nil }
        let names = try MailQueries.headerNames(account: account, in: db)
        return draft.headers.map { MailHeader(names[$0.name.lowercased()] ?? $0.name, $0.value) }
    }

    private func store(
        into submission: inout SingleSubmission, at time: Int64, _ db: WriteTransaction
    ) throws {
        submission.html = try html?.store(at: time, in: db)
        submission.text = try text?.store(at: time, in: db)
        submission.raw = try raw?.store(at: time, in: db)
        submission.attachments = try zip(draft.attachments, files).map { file, content in
            StoredAttachment(
                name: file.name, type: file.type, contentID: file.contentID,
                content: try content.store(at: time, in: db))
        }
    }

    /// One that cannot be sent to stays too, so that its row says which it was.
    private static func trimmed(_ person: MailDraft.Person) -> MailDraft.Person {
        var person = person
        person.address = (try? MailAddress(person.address))?.written ?? person.address.trimmingBlanks
        return person
    }
}

extension MailDraft {
    /// As the caller spells them, also those who are not sent to.
    fileprivate func mailboxes(_ role: Role) -> [Mailbox] {
        people.filter { $0.role == role }.map { Mailbox($0.address, name: $0.name) }
    }
}
