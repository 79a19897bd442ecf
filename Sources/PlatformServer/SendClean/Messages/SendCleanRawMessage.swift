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

    func draft(by user: String, of tenant: Tenant) async throws(ServiceError) -> MailDraft {
        var people: [MailDraft.Person] = []
        for (name, role) in [("to", MailDraft.Role.to), ("cc", .cc), ("bcc", .bcc)] {
            people += try message.addresses(name).map { text throws(ServiceError) in
                MailDraft.Person(role, try Self.usable(text))
            }
        }
        if people.isEmpty { throw Self.fault("names no recipient") }
        let senders: [String]
        do throws(RawMessage.Fault) { senders = try message.senders(takesUTF8: true) } catch {
            throw Self.fault(error.words)
        }
        // The first is asked as the message is written.
        for other in senders.dropFirst() {
            guard try await tenant.allowsSender(other, requiresApproval: false) else {
                throw Self.fault("names “\(other.prefix(100))”, which is no sender of the account")
            }
        }
        var draft = tenant.sendCleanDraft(from: try Self.usable(senders[0]), to: people, by: user)
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
