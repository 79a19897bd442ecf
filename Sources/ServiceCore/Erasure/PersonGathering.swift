package import FoundationEssentials

/// Asks every connection of a workspace what it keeps of a person, has it handed out, and erased where that can be.
///
/// One that fails hides nothing of the others.
package struct PersonGathering: Sendable {
    let connections: [Connection]
    let origin: CaseFile.Origin
    let clock: @Sendable () -> Date

    package init(
        _ workspace: Workspace, origin: CaseFile.Origin, clock: @escaping @Sendable () -> Date
    ) {
        // What is kept of edits on hosted platforms stands with the embedded one, which therefore comes last.
        connections =
            workspace.connections.filter { $0.fault == nil && $0.people == nil }
            + workspace.connections.filter { $0.fault == nil && $0.people != nil }
        self.origin = origin
        self.clock = clock
    }

    package typealias Answer = (connection: Connection, result: Result<PersonKept, ServiceError>)

    /// What each keeps, the embedded platform last.
    package func look(_ address: PersonAddress) async -> [Answer] {
        await askAll(connections) { connection async throws(ServiceError) in
            if let people = connection.people { return try await people.look(address) }
            return try await HostedPerson(connection, address).look()
        }.map { ($0.asked, $0.result) }
    }

    /// All of it as JSON, and whether everybody answered.
    package func export(_ address: PersonAddress) async -> (json: String, isWhole: Bool) {
        let answers = await askAll(connections) { connection async throws(ServiceError) in
            let rows = try await HostedPerson(connection, address).members()
            return rows + (try await connection.people?.export(address) ?? [])
        }
        let parts = answers.map { connection, result in
            var members = [
                ("connection", RowJSON.quoted(connection.id.name)),
                ("platform", RowJSON.quoted(connection.platform)),
            ]
            switch result {
            case .success(let rows): members += rows
            case .failure(let error): members.append(("failed", RowJSON.quoted(error.message)))
            }
            return RowJSON.object(members)
        }
        let json = RowJSON.object([
            ("person", RowJSON.quoted(address.text)), ("made", RowJSON.value(.date(clock()))),
            ("made_by", RowJSON.quoted(origin.who)), ("program", RowJSON.quoted(origin.program)),
            ("connections", "[\(parts.joined(separator: ","))]"),
        ])
        let isWhole = answers.allSatisfy { if case .success = $0.result { true } else { false } }
        return (json + "\n", isWhole)
    }

    /// Erases the person wherever that can be, hosted platforms first.
    ///
    /// - Throws: `.refused` where a hold stands; `.unsupported` where nothing may be erased. Nothing is changed then.
    package func erase(_ address: PersonAddress) async throws(ServiceError) -> ErasureReceipt {
        let seen = await look(address)
        for (_, result) in seen {
            if case .success(let kept) = result, let hold = kept.hold { throw hold.refusal(of: "erased") }
        }
        let people = connections.compactMap(\.people)
        guard let own = people.first(where: { $0.erase != nil }) else {
            throw ServiceError(
                .unsupported, "Nobody is erased here: the embedded platform is read-only or missing.",
                hint: "Start without --read-only.")
        }
        var receipt = ErasureReceipt(
            address: address.text, alias: own.alias(address), made: clock(), origin: origin)
        for connection in connections { receipt.parts.append(await erase(address, on: connection)) }
        receipt.stays = connections.filter { $0.isHosted }.isEmpty ? [] : [Self.elsewhere]
        return receipt
    }

    private static let elsewhere =
        "What hosted platforms keep in backups, logs and statistics of their own is theirs to erase: ask them."

    private func erase(_ address: PersonAddress, on connection: Connection) async -> ErasedPart {
        do throws(ServiceError) {
            guard let people = connection.people else {
                return try await HostedPerson(connection, address).erase()
            }
            guard let erase = people.erase else {
                var part = ErasedPart(connection: connection.id)
                part.failure = "It is read-only."
                return part
            }
            return try await erase(address)
        } catch {
            var part = ErasedPart(connection: connection.id)
            part.failure = error.message
            return part
        }
    }
}
