import Mail
import Platform
import ServiceCore

extension DynCaller {
    /// Queues a message; who cannot be sent to, and a sender that is not approved, show in the issues.
    func send() async throws(ServiceError) -> DynNothing {
        var faults = DynFaults()
        let draft = draft(&faults)
        try faults.check()
        _ = try await tenant.send(draft)
        return DynNothing()
    }

    private func draft(_ faults: inout DynFaults) -> MailDraft {
        let sender = mailbox("from", isRequired: true, &faults)
        let replyTo = mailbox("replyto", isRequired: false, &faults)
        let people = [("to", MailDraft.Role.to), ("cc", .cc), ("bcc", .bcc)].flatMap { field, role in
            let mailboxes = mailboxes(field, &faults)
            if role == .to, mailboxes?.isEmpty == true { faults.add("to", "is missing") }
            return (mailboxes ?? []).map { MailDraft.Person(role, $0.address, name: $0.name) }
        }
        var draft = MailDraft(from: sender?.address ?? "", people: people, source: "dyn")
        draft.fromName = sender?.name ?? ""
        draft.replyTo = replyTo?.address
        draft.subject = subject(&faults)
        draft.text = parameters["bodytext"] ?? ""
        draft.html = parameters["bodyhtml"] ?? ""
        if draft.text.isEmpty, draft.html.isEmpty { faults.add("bodytext", "or bodyhtml is missing") }
        draft.headers = DynHeaders.read(parameters, &faults)
        return draft
    }

    /// Nil where they are wrong.
    private func mailboxes(_ field: String, _ faults: inout DynFaults) -> [Mailbox]? {
        faults.reading(try DynMailboxes.read(parameters.all(field), field: field))
    }

    private func mailbox(_ field: String, isRequired: Bool, _ faults: inout DynFaults) -> Mailbox? {
        guard let mailboxes = mailboxes(field, &faults) else { return nil }
        if mailboxes.count > 1 { faults.add(field, "holds more than one address") }
        if mailboxes.isEmpty, isRequired { faults.add(field, "is missing") }
        return mailboxes.first
    }

    private func subject(_ faults: inout DynFaults) -> String {
        guard let subject = parameters.text("subject") else {
            faults.add("subject", "is missing")
            return ""
        }
        if let fault = TextRule.fault(ofLine: subject, limit: 998) { faults.add("subject", fault) }
        return subject
    }
}
