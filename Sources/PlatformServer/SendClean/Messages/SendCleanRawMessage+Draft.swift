import Platform
import ServiceCore

extension SendCleanRawMessage {
    /// The message as it goes out: to whom its head says.
    func draft(by user: String, of tenant: Tenant) throws(ServiceError) -> MailDraft {
        var people: [MailDraft.Person] = []
        for (name, role) in [("to", MailDraft.Role.to), ("cc", .cc), ("bcc", .bcc)] {
            people += try addresses(name).map { text throws(ServiceError) in
                MailDraft.Person(role, try Self.usable(text))
            }
        }
        if people.isEmpty { throw Self.fault("names no recipient") }
        guard let sender = addresses("from").first else { throw Self.fault("names no sender") }
        var draft = tenant.sendCleanDraft(from: try Self.usable(sender), to: people, by: user)
        draft.raw = bytes
        draft.subject = self["subject"] ?? ""
        draft.uniqueID = self["x-unique-id"]
        return draft
    }

    private static func usable(_ text: String) throws(ServiceError) -> String {
        guard let address = TextRule.address.normalise(text) else {
            throw fault("names “\(text.prefix(100))”, which is no e-mail address")
        }
        return address
    }
}
