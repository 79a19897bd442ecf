import ServiceCore

extension PlatformContext {
    /// Contacts and what is about people, one line per kind.
    func peopleKinds() -> [RowOperations] {
        [
            RowOperations(ContactKind(self).operations()),
            RowOperations(GroupKind(self).operations()),
            RowOperations(suppressions.operations()),
            RowOperations(ActivityKind(self).operations()),
        ]
    }

    /// Why a message to an address would or would not go out.
    func personTrace() -> (@Sendable (String) async throws(ServiceError) -> PersonTrace)? {
        let tracing = PersonTracing(context: self)
        return { address async throws(ServiceError) in try await tracing.trace(address) }
    }

    private var suppressions: SuppressionKind {
        SuppressionKind(self) { kind, entry, reason, session in
            let told = try ToldContacts.tell(kind, ofEntry: entry, reason: reason, in: session)
            return { try told.takeBack(in: $0) }
        }
    }
}
