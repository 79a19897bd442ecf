package import FoundationEssentials

/// What a case file can be of.
package enum CaseSubject: Sendable {
    /// By an address or a number.
    case person(String)
    case message(DeliveryEvent, Row)
    case campaign(Row)

    /// Nil for a row that stands for none of these.
    package init?(_ row: Row) {
        switch row.resource {
        case let event as DeliveryEvent: self = .message(event, row)
        case is Campaign: self = .campaign(row)
        case let contact as Contact: self = .person(contact.email.isEmpty ? contact.phone : contact.email)
        case let entry as Suppression: self = .person(entry.address)
        case let delivery as Delivery: self = .person(delivery.address)
        default: return nil
        }
    }

    package var name: String {
        switch self {
        case .person(let address): address
        case .message(let event, _): "event \(event.id.native)"
        case .campaign(let row): row.name
        }
    }

    /// What is said of a row that it cannot be of.
    package static let refusal = ServiceError(
        .unsupported, "A case file is of a person, a message or a campaign.",
        hint: "Take a contact, a suppression, an event or a campaign.")
}

/// Asks every connection of a workspace what it knows of a person, a message or a campaign.
///
/// One that fails hides nothing of the others: it stands in the file as what could not be told.
package struct CaseGathering: Sendable {
    private let connections: [Connection]
    private let trail: TrailReader?
    private let origin: CaseFile.Origin
    private let clock: @Sendable () -> Date

    package init(
        _ connections: [Connection], trail: TrailReader?, origin: CaseFile.Origin,
        clock: @escaping @Sendable () -> Date
    ) {
        self.connections = connections
        self.trail = trail
        self.origin = origin
        self.clock = clock
    }

    /// More edits of one row than anybody made.
    private static let mostEdits = 2_000

    /// - Throws: `.notFound` where nobody knows the person.
    package func file(of subject: CaseSubject) async throws(ServiceError) -> CaseFile {
        switch subject {
        case .person(let address): try await person(address)
        case .message(let event, let row): await message(of: event, row)
        case .campaign(let row): await campaign(row)
        }
    }

    /// Everything of one address or number.
    private func person(_ address: String) async throws(ServiceError) -> CaseFile {
        var file = started(address, of: [address])
        let traces = await ask(into: &file) { connection async throws(ServiceError) in
            try await connection.trace?(address)
        }
        file.verdicts = traces.flatMap { $0.1?.verdicts ?? [] }
        let contacts = await ask(into: &file) { connection async throws(ServiceError) in
            try await connection.resources[.contact]?.operations.find?(address)
        }
        file.rows = contacts.compactMap(\.1).filter { !$0.isAnswerAlone }
        let edits = await edits(
            file.rows.map { TrailRequest.Subject.row($0.id) } + [
                .called(address, .contact), .called(address, .suppression),
            ],
            into: &file)
        file.proofs = await proofs(.person(address), of: connections, into: &file)
        let events = traces.flatMap { $0.1?.events ?? [] }
        file.moments = Self.timeline(events, edits)
        file.redaction.spare(file.verdicts.map(\.account) + events.map(\.account))
        file.redaction.spare(file.rows.flatMap { [$0["email"].plainText, $0["phone"].plainText] })
        guard !file.rows.isEmpty || !file.moments.isEmpty || !file.proofs.isEmpty || !file.isWhole else {
            throw ServiceError(
                .notFound, "Nobody knows “\(address)”.", hint: "Look for it with / in contacts or activity.")
        }
        return file
    }

    // MARK: A message

    private func message(of event: DeliveryEvent, _ row: Row) async -> CaseFile {
        var file = started("message of event \(event.id.native) to \(event.person)", of: [event.person])
        file.rows = [row]
        let own = connections.filter { $0.id == event.id.connection }
        let traces = await ask(own, into: &file) { connection async throws(ServiceError) in
            try await connection.trace?(event.person)
        }
        let others = traces.flatMap { $0.1?.events ?? [] }.filter { Self.isOfSameMessage($0, event) }
        let events = others.contains { $0.id == event.id } ? others : others + [event]
        let launches = await edits(
            event.campaign.isEmpty ? [] : [.called(event.campaign, .campaign)], into: &file
        ).filter { $0.target.connection == event.id.connection }
        file.proofs = await proofs(.event(event.id), of: own, into: &file)
        file.moments = Self.timeline(events, launches)
        file.redaction.spare(events.map(\.account))
        return file
    }

    private static func isOfSameMessage(_ one: DeliveryEvent, _ other: DeliveryEvent) -> Bool {
        one.id == other.id
            || (other.batch.isEmpty
                ? !other.campaign.isEmpty && one.campaign == other.campaign : one.batch == other.batch)
    }

    // MARK: A campaign

    private func campaign(_ row: Row) async -> CaseFile {
        var file = started("campaign \(row.name)", of: [])
        file.rows = [row]
        let own = connections.filter { $0.id == row.id.connection }
        if let control = own.first?.campaigns { file.totals = await totals(row, control, into: &file) }
        file.proofs = await proofs(.campaign(row.id), of: own, into: &file)
        file.moments = Self.timeline([], await edits([.row(row.id)], into: &file))
        file.redaction.spare([row["account"].plainText, row["sender"].plainText])
        return file
    }

    private func totals(
        _ row: Row, _ control: CampaignControl, into file: inout CaseFile
    ) async -> [(label: String, text: String)] {
        guard (row.resource as? Campaign)?.state.hasStarted == true else { return [] }
        for await update in control.watch(row.id) {
            switch update {
            case .progress(let progress): return Self.totals(progress)
            case .interrupted(let error):
                file.fail("\(row.id.connection): \(error.message)")
                return []
            }
        }
        return []
    }

    private static func totals(_ progress: CampaignProgress) -> [(label: String, text: String)] {
        var totals: [(label: String, text: String)] = []
        totals.append(("audience", progress.audience.map(NumberText.grouped) ?? "not told"))
        for state in DeliveryState.allCases {
            let isTold = progress.told.states.contains(state)
            let count = NumberText.grouped(progress.states[state] ?? 0)
            totals.append((state.rawValue, isTold ? count : "not told"))
        }
        for kind in EventKind.allCases {
            guard let count = progress.later[kind] else { continue }
            totals.append(("later \(kind.rawValue)", NumberText.grouped(count)))
        }
        for reason in progress.reasons { totals.append(("not sent because", reason.words)) }
        for reply in progress.replies { totals.append(("reply", reply.words)) }
        return totals
    }

    // MARK: Parts

    private func started(_ title: String, of own: [String]) -> CaseFile {
        var file = CaseFile(title, of: own, origin: origin, made: clock())
        file.sources = connections.filter { $0.fault == nil }.map { connection in
            let place =
                connection.place.isEmpty
                ? connection.platform : "\(connection.platform) at \(connection.place)"
            return "\(connection.id): \(place)"
        }
        return file
    }

    /// Asks connections at once, and notes who did not answer.
    private func ask<Value: Sendable>(
        _ asked: [Connection]? = nil, into file: inout CaseFile,
        _ question: @escaping @Sendable (Connection) async throws(ServiceError) -> Value
    ) async -> [(ConnectionID, Value)] {
        var answers: [(ConnectionID, Value)] = []
        for (connection, result) in await askAll((asked ?? connections).filter { $0.fault == nil }, question)
        {
            switch result {
            case .success(let value): answers.append((connection.id, value))
            case .failure(let error): file.fail("\(connection.id): \(error.message)")
            }
        }
        return answers
    }

    private func edits(_ subjects: [TrailRequest.Subject], into file: inout CaseFile) async -> [AuditEntry] {
        guard let trail else {
            file.lack("No audit trail is kept here.")
            return []
        }
        var found: [AuditEntry] = []
        for subject in subjects {
            do throws(ServiceError) {
                found += try await trail.entries(TrailRequest(subject, limit: Self.mostEdits))
            } catch {
                file.fail("The audit trail: \(error.message)")
            }
        }
        var known: Set<ResourceID> = []
        return found.filter { known.insert($0.id).inserted }
    }

    private func proofs(
        _ subject: MailProof.Subject, of asked: [Connection], into file: inout CaseFile
    ) async -> [(connection: ConnectionID, proof: MailProof)] {
        for connection in asked where connection.proofs == nil && connection.fault == nil {
            file.lack("\(connection.id): its platform gives no hash of what it sent.")
        }
        let found = await ask(asked, into: &file) { connection async throws(ServiceError) in
            try await connection.proofs?(subject) ?? []
        }
        // Of a person nothing may have been sent.
        if case .person = subject {
        } else {
            for (connection, proofs) in found
            where proofs.isEmpty && asked.contains(where: { $0.proofs != nil }) {
                file.lack("\(connection): no hash was kept of what was sent.")
            }
        }
        return found.flatMap { connection, proofs in proofs.map { (connection: connection, proof: $0) } }
    }

    /// What has no time stands first.
    private static func timeline(_ events: [DeliveryEvent], _ edits: [AuditEntry]) -> [CaseFile.Moment] {
        (events.map(CaseFile.Moment.event) + edits.map(CaseFile.Moment.edit)).sorted {
            ($0.time ?? .distantPast) < ($1.time ?? .distantPast)
        }
    }
}
