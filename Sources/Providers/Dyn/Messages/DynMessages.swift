import FoundationEssentials
import ServiceCore

/// Sends single messages: one to each chosen recipient, and one to all typed addresses together.
struct DynMessages: Sendable {
    let client: DynClient
    let senders: DynSenders
    let now: @Sendable () -> Date

    func operations() -> MessageOperations {
        MessageOperations(
            form: { targets async throws(ServiceError) in try await form(targets) },
            send: { targets, values async throws(ServiceError) in try await send(targets, values) },
            recipients: { targets, values async throws(ServiceError) in try audience(targets, values) })
    }

    private func form(_ targets: [ResourceID]) async throws(ServiceError) -> FormDescription {
        let people = targets.filter { $0.kind == .contact }
        var approved: [String] = []
        try await client.senders { page in
            approved += page.map(\.address)
            return approved.count <= 50
        }
        approved.sort()
        let chosen =
            targets.first { $0.kind == .sender }?.native ?? (approved.count == 1 ? approved[0] : "")
        return FormDescription(
            title: "New message",
            fields: [
                FormField(
                    "sender", "From", (1...50).contains(approved.count) ? .choice(approved) : .text,
                    value: chosen, isRequired: true, help: "An approved sender; Dyn drops what others send."),
                FormField("sender_name", "From name"),
                FormField(
                    "to", people.isEmpty ? "To" : "Also to", .list, isRequired: people.isEmpty,
                    help: "ana@x.com, Bé <be@x.com>, commas between; they get one message and see each other."
                ),
                FormField("cc", "Cc", .list), FormField("bcc", "Bcc", .list),
                FormField("reply_to", "Reply to", help: "From, where it is empty."),
                FormField("subject", "Subject", isRequired: true),
                FormField("text", "Text", .multiline), FormField("html", "HTML", .multiline),
                FormField(
                    "headers", "Headers", .map,
                    help: "X-Order=17, Importance=high; also Message-ID, In-Reply-To, References …"),
            ], audience: Self.audience(people),
            notes: people.count > 1 ? ["Each of the chosen gets a message of its own."] : [],
            remarks: remarks(targets))
    }

    private static func audience(_ people: [ResourceID]) -> String? {
        switch people.count {
        case 0: nil
        case 1: "Goes to \(people[0].native)."
        default: "Goes to \(people.count) recipients."
        }
    }

    private func send(_ targets: [ResourceID], _ values: FormValues) async throws(ServiceError) -> EditOutcome
    {
        let message = try DynMessage(values)
        let letters = try Self.letters(targets, values)
        guard !letters.isEmpty else {
            throw ServiceError(.invalid, "The message has no recipient.", hint: "Fill in to.", field: "to")
        }
        try await requireApproved(message.from.address)
        let copies = try Self.copies(values)
        let sent = try await Turns(
            letters, part: { part($0, Self.audience(of: [$0], copies)) }
        ) { recipients async throws(ServiceError) in
            try await send(message, to: recipients)
        }
        let audience = Self.audience(of: sent.done.map(\.item), copies)
        let subject =
            audience.count == 1 ? audience.addresses[0] : NumberText.counted(audience.count, "recipient")
        return sent.outcome(
            EditOutcome(
                "message to \(subject) handed to Dyn",
                findings: ["What Dyn did not send stands in the activity as not sent, with its reason."],
                sending: Sending(to: audience)))
    }

    private func part(_ letter: [TypedMailbox], _ audience: MessageAudience) -> EditPart {
        let id = letter.count == 1 ? client.id(.contact, letter[0].address) : nil
        return EditPart(
            id, letter.map(\.address).joined(separator: ", "), sending: Sending(to: audience))
    }

    /// Copies go with each letter.
    private static func audience(of letters: [[TypedMailbox]], _ copies: [String]) -> MessageAudience {
        let people = letters.flatMap(\.self).map(\.address)
        return MessageAudience(
            count: people.count + letters.count * copies.count, addresses: people + copies)
    }

    private func audience(
        _ targets: [ResourceID], _ values: FormValues
    ) throws(ServiceError) -> MessageAudience {
        Self.audience(of: try Self.letters(targets, values), try Self.copies(values))
    }

    /// One for each of the chosen, and one for all that are typed.
    static func letters(
        _ targets: [ResourceID], _ values: FormValues
    ) throws(ServiceError) -> [[TypedMailbox]] {
        let typed = try values.people("to")
        let people = targets.filter { $0.kind == .contact }.map { [TypedMailbox(address: $0.native)] }
        return people + (typed.isEmpty ? [] : [typed])
    }

    private static func copies(_ values: FormValues) throws(ServiceError) -> [String] {
        try values.addresses("cc") + values.addresses("bcc")
    }

    /// Dyn answers OK to a message from anybody else and drops it.
    private func requireApproved(_ address: String) async throws(ServiceError) {
        guard let sender = try await senders.find(address) else {
            throw ServiceError(
                .refused, "\(address) is no approved sender; Dyn would take the message and drop it.",
                hint: "Approve it in Senders, or choose another.", field: "sender")
        }
        // Of one whose status Dyn does not tell, Dyn itself says in its report what became of the message.
        guard sender.isReady != false else {
            throw ServiceError(
                .refused, "\(address) is not ready for sending yet.",
                hint: "Check it in Senders; new ones take some minutes.", field: "sender")
        }
    }

    private func send(_ message: DynMessage, to recipients: [TypedMailbox]) async throws(ServiceError) {
        let start = now()
        do throws(ServiceError) {
            _ = try await client.post("send", "send", message.form(to: recipients), fields: Self.fields)
        } catch {
            guard error.code == .outcomeUnknown else { throw error }
            throw await seen(error, message, recipients.map(\.address), since: start)
        }
    }

    private static let fields: [(name: String, field: FieldID)] = [
        ("from", "sender"), ("to", "to"), ("cc", "cc"), ("bcc", "bcc"), ("replyto", "reply_to"),
        ("subject", "subject"), ("bodytext", "text"), ("bodyhtml", "html"),
    ]

    /// What the report of sent messages shows after a lost answer; it may lag, so it proves nothing alone.
    private func seen(
        _ error: ServiceError, _ message: DynMessage, _ recipients: [String], since start: Date
    ) async -> ServiceError {
        var query = DynReportQuery(range: DynRange(start: start, end: now() + 60))
        query.person = recipients.first
        query.sender = message.from.address
        guard let count = try? await client.count(.sent, query) else { return error }
        var told = error
        told.hint =
            count > 0
            ? "Dyn’s report shows a message to \(recipients[0]) since then: do not repeat it."
            : "Dyn’s report shows no message to \(recipients[0]) since then, but may lag by minutes; look into the activity before you repeat it."
        return told.sayingWait()
    }
}
