import Platform
import Providers
import ServiceCore
import TestSupport
import Testing

/// Edits and undos end with exactly what was wished, however a platform answers, and the audit trail tells them.
@Suite struct ContractScriptTests {
    private static let ways: [@Sendable (TestTime) -> [ServerWay]] = [
        { _ in [.actedThenDropped()] }, { _ in [.actedThenTimedOut()] }, { _ in [.droppedBefore(3)] },
        { _ in [.actedThenFailed(500)] }, { _ in [.actedThenFailed(503)] }, { _ in [.failedBefore(503, 3)] },
        { _ in [.limited(5)] }, { _ in [.limited(5, retryAfter: 3)] },
        { _ in [.limited(5, retryAfter: 120)] }, { [late($0)] }, { [late($0), .actedThenDropped()] },
    ]

    /// Reads that show each write three minutes late, while a minute passes between two edits.
    private static func late(_ time: TestTime) -> ServerWay { .lagging(by: .seconds(180)) { time.now } }

    /// What came of a script: how the platform's own rows stand then, and what the trail has.
    private struct End {
        var rows: Set<String> = []
        var trail: [AuditEntry] = []

        /// The edits that were done, in order.
        var done: [String] {
            trail.filter { $0.outcome == .done }.map { entry in
                // The platform names SMTP users, each time otherwise.
                entry.target.kind == .smtpUser ? "an SMTP user" : "\(entry.what) \(entry.targetName)"
            }
        }
    }

    private func end(_ script: EditScript, _ ways: (TestTime) -> [ServerWay]) async throws -> End {
        let served = try await ServedPlatform(script.platform)
        let (front, time, trail) = (try await served.front(), TestTime(), KeptTrail())
        let connection = try served.connect(through: front, time, trail: trail)
        // What was read once lets in whoever must log in first.
        for kind in ContractStage.listed(connection) {
            _ = try await ContractStage.rows(kind, of: connection)
        }
        let subject = try #require(ContractSubject.all.first { $0.kind == script.platform })
        for way in ways(time) { front.behave(way, isWrite: subject.isWrite) }
        var person = InsistingPerson(connection, time)
        try await person.carryOut(script)
        return End(rows: try await rows(of: served.platform.connection), trail: trail.entries)
    }

    /// Every row of the platform itself, but for what differs from one run to the next.
    private func rows(of connection: Connection) async throws -> Set<String> {
        var rows: Set<String> = []
        let kinds: [ResourceKind] = [
            .account, .sender, .smtpUser, .trackingDomain, .contact, .campaign, .suppression, .group,
            .variable,
        ]
        for kind in kinds {
            for row in try await ContractStage.rows(kind, of: connection) {
                let told = row.schema.fields.filter { field in
                    ![.date, .secret].contains(field.kind) && !Self.passing.contains(field.id)
                        && !(kind == .smtpUser && field.id == "name")
                }
                let values = told.map { "\($0.id)=\(row[$0.id].plainText)" }
                rows.insert("\(kind.rawValue) \(values.joined(separator: " "))")
            }
        }
        return rows
    }

    /// Made up anew by each platform.
    private static let passing: Set<FieldID> = [
        "id", "numid", "smtp_user", "subscription_id", "dkim", "dkim_value", "used_this_hour", "used",
        "last_event", "percentage", "state_reason",
    ]

    @Test(.timeLimit(.minutes(10)), arguments: EditScript.all)
    func `a script ends alike in every way of answering`(script: EditScript) async throws {
        let sound = try await end(script) { _ in [] }
        #expect(sound.trail.count == script.steps.count)
        #expect(sound.trail.allSatisfy { $0.outcome == .done && !$0.targetName.isEmpty })
        for ways in Self.ways {
            let name = ways(TestTime()).map(\.description).joined(separator: " and ")
            let end = try await end(script, ways)
            #expect(end.rows == sound.rows, "\(script), \(name)")
            #expect(end.done == sound.done, "\(script), \(name)")
            // What was made had no id of its own yet when its answer was lost, so they are counted.
            let unknown = end.trail.count { $0.outcome == .stillUnknown }
            let settled = end.trail.count { entry in
                entry.outcome == .notDone || entry.outcome == .done && entry.reason.contains("was lost")
            }
            #expect(unknown == settled, "\(script), \(name): all is settled")
        }
    }
}
