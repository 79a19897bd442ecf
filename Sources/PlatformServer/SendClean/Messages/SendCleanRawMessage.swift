import Mail
import Platform
import ServiceCore

/// A whole message as a caller wrote it, which goes out to whom its head says.
struct SendCleanRawMessage {
    let message: RawMessage

    /// - Throws: `.invalid` where no head comes first.
    init(_ text: String) throws(ServiceError) {
        // A carriage return or a line feed alone ends a line too, lest a relay read two messages where we read one.
        var whole = MailText.canonical(text.utf8)
        if !whole.suffix(2).elementsEqual([13, 10]) { whole += [13, 10] }
        do throws(RawMessage.Fault) { message = try RawMessage(whole) } catch {
            throw Self.fault(error.words)
        }
    }

    private static func fault(_ what: String) -> ServiceError {
        ServiceError(.invalid, "raw_message \(what)")
    }

    func draft(by user: String, of tenant: Tenant) throws(ServiceError) -> MailDraft {
        var people: [MailDraft.Person] = []
        for (name, role) in [("to", MailDraft.Role.to), ("cc", .cc), ("bcc", .bcc)] {
            people += try message.addresses(name).map { text throws(ServiceError) in
                MailDraft.Person(role, try Self.usable(text))
            }
        }
        if people.isEmpty { throw Self.fault("names no recipient") }
        guard let sender = message.addresses("from").first else { throw Self.fault("names no sender") }
        var draft = tenant.sendCleanDraft(from: try Self.usable(sender), to: people, by: user)
        draft.raw = message.bytes
        draft.subject = message["subject"] ?? ""
        draft.uniqueID = message["x-unique-id"]
        return draft
    }

    private static func usable(_ text: String) throws(ServiceError) -> String {
        guard let address = TextRule.address.normalise(text) else {
            throw fault("names “\(text.prefix(100))”, which is no e-mail address")
        }
        return address
    }
}
