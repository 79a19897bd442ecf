import ServiceCore

extension PlatformContext {
    /// Contacts and what is about people, one line per kind.
    func peopleKinds() -> [RowOperations] {
        [
            RowOperations(ContactKind(self).operations()),
            RowOperations(GroupKind(self).operations()),
        ]
    }

    func personTrace() -> (@Sendable (String) async throws(ServiceError) -> PersonTrace)? { nil }
}
