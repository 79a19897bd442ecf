import FoundationEssentials
package import ServiceCore
import Synchronization

extension FakeStore {
    /// The connection that a board or a command gets.
    ///
    /// - Parameter only: the kinds it serves; nil means all.
    package func connection(only served: Set<ResourceKind>? = nil) -> Connection {
        Connection(
            id: id, platform: "fake",
            transport: TransportDescription(
                "sandbox", "sandbox: no message leaves this machine", isSandboxed: true),
            resources: kinds.filter { served?.contains($0.schema.kind) ?? true },
            campaigns: campaignControl, messages: messages,
            trace: { [self] address async throws(ServiceError) in try await trace(address) },
            changes: { [self] in
                let (stream, continuation) = AsyncStream.makeStream(of: ConnectionChange.self)
                state.withLock { $0.changes.append(continuation) }
                return stream
            },
            unfinished: { [self] () async throws(ServiceError) in
                try await enter(FakeCall("unfinished"))
                return all(Campaign.self).filter(\.state.isActive).map(\.title)
            })
    }

    /// How many the next messages go to, whatever they are for.
    package func reaches(_ count: Int) { reaches(MessageAudience(count: count)) }

    package func reaches(_ audience: MessageAudience) { state.withLock { $0.reach = audience } }

    private var messages: MessageOperations {
        MessageOperations(
            form: { [self] ids async throws(ServiceError) in
                try await enter(FakeCall("message.form", ids: ids.map(\.native)))
                return FormDescription(
                    title: "New message",
                    fields: [
                        FormField("subject", "Subject", isRequired: true),
                        FormField("text", "Text", .multiline),
                    ],
                    audience: ids.isEmpty
                        ? nil : "Goes to the \(NumberText.counted(ids.count, "row")) chosen.",
                    remarks: formRemarks)
            },
            send: { [self] ids, values async throws(ServiceError) in
                try await enter(FakeCall("message.send", ids: ids.map(\.native), values: values))
                return EditOutcome("sent to \(ids.count)")
            },
            recipients: { [self] ids, values async throws(ServiceError) in
                try await enter(FakeCall("message.recipients", ids: ids.map(\.native), values: values))
                if let reach = state.withLock({ $0.reach }) { return reach }
                return MessageAudience(
                    count: ids.reduce(0) { $0 + (row($1.native, ContactGroup.self)?.contactCount ?? 1) })
            })
    }

    private func trace(_ address: String) async throws(ServiceError) -> PersonTrace {
        try await enter(FakeCall("trace", ids: [address]))
        let verdicts = all(Contact.self).filter { $0.email == address }.map { contact in
            PersonTrace.Verdict(
                connection: id, account: contact.account, contact: contact.id,
                stop: contact.isInvalid
                    ? PersonTrace.Stop(
                        rule: "invalid", since: contact.invalidSince, cause: "kim@console",
                        remedy: "revalidate")
                    : nil)
        }
        let events = all(DeliveryEvent.self).filter { $0.person == address }
        return PersonTrace(address: address, verdicts: verdicts, events: events)
    }
}
