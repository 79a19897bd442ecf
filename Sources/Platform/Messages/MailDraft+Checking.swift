import Foundation
import Mail
import ServiceCore

/// What a draft must be to be written at all; who may be sent to is decided person by person.
extension MailDraft {
    /// Copies included; more are a campaign's work.
    static let mostPeople = 10_000
    /// Texts and files together.
    package static let mostBytes = 25 << 20
    static let mostFiles = 100
    static let longestAddress = 320
    /// It stands in a line of its own.
    static let longestContentID = 250

    /// - Throws: `.invalid` naming the field, for what cannot become a message.
    func check() throws(ServiceError) {
        try checkSender()
        try checkPeople()
        try checkLines()
        if let fault = HeaderRules.fault(headers) { throw invalid(fault, "headers") }
        try checkContent()
    }

    private func checkSender() throws(ServiceError) {
        guard AddressRules.isUsable(email: from) else {
            throw invalid("The sender “\(from.prefix(100))” is no e-mail address.", "from")
        }
        if let replyTo, !AddressRules.isUsable(email: replyTo) {
            throw invalid("The reply address “\(replyTo.prefix(100))” is no e-mail address.", "reply_to")
        }
    }

    private func checkPeople() throws(ServiceError) {
        guard people.contains(where: { $0.role == .to }) || (!copiesWithEach && !people.isEmpty) else {
            throw invalid("The message has no recipient.", "to")
        }
        let recipients = people.count { $0.role == .to }
        let copies = people.count - recipients
        let count = copiesWithEach ? recipients * (1 + copies) : people.count
        guard count <= Self.mostPeople else {
            throw invalid(
                "\(NumberText.grouped(count)) messages are more than the \(NumberText.grouped(Self.mostPeople)) of one call.",
                "to")
        }
        for person in people {
            if person.address.utf8.count > Self.longestAddress
                || !HeaderRules.isOneLine(person.address + person.name)
            {
                throw invalid("A recipient holds a line break or is too long to be one.", "to")
            }
        }
    }

    private func checkLines() throws(ServiceError) {
        for (label, text, field) in [
            ("subject", subject, "subject"), ("sender's name", fromName, "from"), ("title", title, "title"),
            ("unique id", uniqueID ?? "", "unique_id"),
        ] {
            guard HeaderRules.isOneLine(text) else {
                throw invalid("The \(label) holds a line break or a NUL.", field)
            }
            guard text.utf8.count <= HeaderRules.longestValue else {
                throw invalid("The \(label) is too long.", field)
            }
        }
    }

    private func checkContent() throws(ServiceError) {
        if let raw {
            guard !raw.isEmpty else { throw invalid("The message is empty.", "raw") }
        } else if html.isEmpty, text.isEmpty {
            throw invalid("The message has neither HTML nor text.", "html")
        }
        guard attachments.count <= Self.mostFiles else {
            throw invalid("\(attachments.count) files are too many for one message.", "attachments")
        }
        try checkRaw()
        for file in attachments where (file.contentID?.utf8.count ?? 0) > Self.longestContentID {
            throw invalid(
                "The name of an image is longer than \(Self.longestContentID) bytes.", "attachments")
        }
        for file in attachments where !HeaderRules.isOneLine(file.name + file.type + (file.contentID ?? "")) {
            throw invalid("The name or type of a file holds a line break or a NUL.", "attachments")
        }
        let bytes =
            html.utf8.count + text.utf8.count + (raw?.count ?? 0)
            + attachments.reduce(0) { $0 + $1.bytes.count }
        guard bytes <= Self.mostBytes else {
            throw invalid(
                "The message has \(NumberText.grouped(bytes)) bytes, and \(NumberText.grouped(Self.mostBytes)) are allowed.",
                raw == nil ? "html" : "raw")
        }
    }

    /// A message that is sent as it is must be one: nothing of it can be written otherwise.
    private func checkRaw() throws(ServiceError) {
        guard let raw else { return }
        if raw.contains(0) { throw invalid("The message holds a NUL.", "raw") }
        guard MailText.fitsLines(raw) else {
            throw invalid("A line of the message is longer than \(MailText.longestLine) bytes.", "raw")
        }
    }

    private func invalid(_ message: String, _ field: String) -> ServiceError {
        ServiceError(.invalid, message, field: field)
    }
}
