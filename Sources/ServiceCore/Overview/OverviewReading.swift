package import FoundationEssentials

/// Asks all connections once what wants attention; who looks on as they answer asks kind by kind.
package struct OverviewReading: Sendable {
    private let connections: [Connection]
    private let now: Date
    private let zone: WallZone

    package init(_ connections: [Connection], now: Date, zone: WallZone) {
        (self.connections, self.now, self.zone) = (connections, now, zone)
    }

    /// All findings, the worst first: what could not be asked is one of them.
    package func findings(of resources: [any Resource.Type]) async -> [Finding] {
        let kinds = resources.filter { !$0.concerns.isEmpty }.compactMap { resource in
            MergedKind(resource.kind, of: connections).map { (kind: $0, concerns: resource.concerns) }
        }
        let gathered = kinds.flatMap(\.kind.gathered)
        _ = await askAll(gathered) { one async throws(ServiceError) in
            try await one.gather(.all, now: { now })
        }
        let answers = await askAll(kinds) { kind, concerns async throws(ServiceError) in
            try await kind.findings(concerns, now: now, zone: zone)
        }
        var findings = await troubles() + gathered.failures
        for (asked, result) in answers {
            switch result {
            case .success(let found): findings += found
            case .failure(let error):
                findings += asked.kind.own.map { [Finding(of: $0, failure: error)] } ?? []
            }
        }
        for connection in connections {
            do throws(ServiceError) {
                findings += try await connection.eventFindings(now: now, zone: zone)
            } catch {
                findings.append(Finding(of: connection.id, failure: error))
            }
        }
        return findings.unique.worstFirst
    }

    private func troubles() async -> [Finding] {
        var findings: [Finding] = []
        for connection in connections {
            guard let trouble = await connection.ownTrouble() else { continue }
            findings.append(Finding(of: connection.id, failure: trouble))
        }
        return findings
    }
}

extension MergedKind {
    /// The connection whose rows are not gathered; nil where all are.
    package var own: ConnectionID? {
        members.map(\.connection.id).first { id in !gathered.contains { $0.connection == id } }
    }
}

extension Sequence<Finding> {
    /// Without those that are of a place that was told before.
    package var unique: [Finding] {
        var places: Set<Finding.Place> = []
        return filter { places.insert($0.place).inserted }
    }
}
