/// One person on one connection, by the rows that its platform shows.
struct HostedPerson: Sendable {
    private let connection: Connection
    private let address: PersonAddress

    init(_ connection: Connection, _ address: PersonAddress) {
        (self.connection, self.address) = (connection, address)
    }

    private static let kinds: [ResourceKind] = [.contact, .suppression]

    func look() async throws(ServiceError) -> PersonKept {
        var kept = PersonKept(connection: connection.id, names: [address.key])
        for (kind, row) in try await rows() {
            kept.parts.append(connection.part(row == nil ? 0 : 1, of: kind))
        }
        if let trace = try await connection.trace?(address.text), !trace.events.isEmpty {
            kept.parts.append(.init("event", trace.events.count))
        }
        kept.obstacle = obstacle
        return kept
    }

    /// Its rows and events as members of a JSON object.
    func members() async throws(ServiceError) -> [(String, String)] {
        var members: [(String, String)] = []
        for (kind, row) in try await rows() where !(kind == .contact && connection.people != nil) {
            if let row { members.append((kind.rawValue, RowJSON.object(row))) }
        }
        if let trace = try await connection.trace?(address.text) {
            let events = trace.events.map { RowJSON.object(Row($0)) }
            members.append(("events", "[\(events.joined(separator: ","))]"))
        }
        return members
    }

    /// Deletes the contact, where the platform can; what suppresses stays, so that nothing is sent.
    func erase() async throws(ServiceError) -> ErasedPart {
        var part = ErasedPart(connection: connection.id)
        let rows = try await rows()
        guard let contact = rows.first(where: { $0.kind == .contact })?.row else {
            let isListed = connection.resources[.contact] != nil
            part.notes.append(
                isListed ? "No contact of this address is there." : "Its platform shows no contacts.")
            return told(rows, part)
        }
        if let obstacle {
            part.failure = obstacle
            return told(rows, part)
        }
        let outcome = try await connection.resources[.contact]?.operations.delete?.perform([contact.id])
        if outcome?.isAsWished == true {
            part.erased.append(connection.part(1, of: .contact))
        } else {
            part.failure =
                outcome?.findings.first ?? "The platform does not show that the contact is deleted."
        }
        return told(rows, part)
    }

    private func told(_ rows: [(kind: ResourceKind, row: Row?)], _ part: ErasedPart) -> ErasedPart {
        var part = part
        if rows.contains(where: { $0.kind == .suppression && $0.row != nil }) {
            part.stays.append("What suppresses the address there stays, so that nothing is sent to it.")
        }
        if connection.trace != nil || connection.resources[.event] != nil {
            part.stays.append("Its events and reports cannot be erased by a call.")
        }
        return part
    }

    /// Why the contact cannot be deleted; nil where it can.
    private var obstacle: String? {
        if connection.isReadOnly { return "It is read-only here." }
        guard connection.resources[.contact] != nil else { return "Its platform shows no contacts." }
        return connection.resources[.contact]?.operations.delete == nil
            ? "Its platform has no call that deletes a contact: ask its makers to." : nil
    }

    private func rows() async throws(ServiceError) -> [(kind: ResourceKind, row: Row?)] {
        var rows: [(kind: ResourceKind, row: Row?)] = []
        for kind in Self.kinds {
            guard let find = connection.resources[kind]?.operations.find else { continue }
            let row = try await found(by: find)
            rows.append((kind, row.flatMap { $0.isAnswerAlone ? nil : $0 }))
        }
        return rows
    }

    /// A platform that says of an address that it is unknown says the same as one that says nothing.
    private func found(by find: RowOperations.Find) async throws(ServiceError) -> Row? {
        do throws(ServiceError) {
            return try await find(address.text)
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }
}

extension Connection {
    /// `1 contact`
    fileprivate func part(_ count: Int, of kind: ResourceKind) -> PersonKept.Part {
        let words = resources[kind]?.schema.words
        return PersonKept.Part(words?.singular ?? kind.rawValue, words?.plural, count)
    }
}
