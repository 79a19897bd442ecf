import Platform
import Providers
import ServiceCore
import TestSupport
import Testing

/// Edits and undos end with exactly what was wished, however a platform answers, and the audit trail tells them.
@Suite struct ContractScriptTests {
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

    private func end(_ script: EditScript, _ manner: Manner) async throws -> End {
        let served = try await ServedPlatform(script.platform)
        let (front, time, trail) = (try await served.front(), TestTime(), KeptTrail())
        let subject = try #require(ContractSubject.all.first { $0.kind == script.platform })
        func lay(_ ways: [ServerWay]) {
            for way in ways { front.behave(way, isWrite: subject.isWrite) }
        }
        lay(manner.telling(HalfTold(script.platform)))
        let connection = try served.connect(through: front, time, trail: trail)
        // What was read once lets in whoever must log in first.
        for kind in ContractStage.listed(connection) {
            _ = try await ContractStage.rows(kind, of: connection)
        }
        lay(manner.answering(time))
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
        let sound = try await end(script, Manner.sound)
        #expect(sound.trail.count == script.steps.count)
        #expect(sound.trail.allSatisfy { $0.outcome == .done && !$0.targetName.isEmpty })
        for manner in Manner.ofOperations {
            let end = try await end(script, manner)
            #expect(end.rows == sound.rows, "\(script), \(manner)")
            #expect(end.done == sound.done, "\(script), \(manner)")
            // What was made had no id of its own yet when its answer was lost, so they are counted.
            let unknown = end.trail.count { $0.outcome == .stillUnknown }
            let settled = end.trail.count { entry in
                entry.outcome == .notDone || entry.outcome == .done && entry.reason.contains("was lost")
            }
            #expect(unknown == settled, "\(script), \(manner): all is settled")
        }
    }
}
