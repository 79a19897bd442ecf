extension Connection {
    /// The same connection, by which nobody deletes a contact whom a hold keeps.
    ///
    /// - Parameter people: whose holds they are; nil knows none.
    package func keeping(heldBy people: PersonOperations?) -> Connection {
        guard let people, let contacts = resources[.contact], let deletion = contacts.operations.delete else {
            return self
        }
        let (perform, find) = (deletion.perform, contacts.operations.find)
        var keeping = self
        keeping.resources[.contact]?.operations.delete?.perform = { ids async throws(ServiceError) in
            let held = try await people.holds().filter(\.stands)
            for id in held.isEmpty ? [] : ids {
                let names = try await Self.names(of: id, find)
                let hold = held.first { names.contains(MailAddress.key(of: $0.address)) }
                if let hold { throw hold.refusal(of: "deleted on \(id.connection)") }
            }
            return try await perform(ids)
        }
        return keeping
    }

    /// What the row's person may be held by; where it cannot be read, the id alone.
    private static func names(
        of id: ResourceID, _ find: RowOperations.Find?
    ) async throws(ServiceError) -> Set<String> {
        let contact = try await find?(id.native)?.resource as? Contact
        let texts = [id.native, contact?.email, contact?.phone].compactMap(\.self).filter { !$0.isEmpty }
        return Set(texts.map { MailAddress.key(of: $0) })
    }
}
