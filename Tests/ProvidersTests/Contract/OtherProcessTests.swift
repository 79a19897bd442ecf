import Foundation
import Platform
import Providers
import ServiceCore
import TestSupport
import Testing

/// Two processes on one data directory, one after the other or side by side: each knows from the audit trail what the
/// other wrote, as long as the platform's reads may lag behind it.
@Suite struct OtherProcessTests {
    /// One platform whose reads lag, and as many processes as there are trails on one directory.
    final class Desk {
        let served: ServedPlatform
        let front: ScriptedServer
        let time = TestTime()
        private let kind: String
        private let folder = FileManager.default.temporaryDirectory.appending(
            path: "two-\(UUID().uuidString)")
        private var directories: [EmbeddedPlatform] = []

        init(_ kind: String, lag: Duration = .seconds(180)) async throws {
            self.kind = kind
            served = try await ServedPlatform(kind)
            front = try await served.front()
            let subject = try #require(ContractSubject.all.first { $0.kind == kind })
            let time = time
            front.behave(.lagging(by: lag) { time.now }, isWrite: subject.isWrite)
        }

        func opened() async throws -> Connection {
            let directory = try await EmbeddedPlatform.open(
                PlatformOptions(dataDirectory: folder.path, who: "kim", dnsServer: "127.0.0.1:9"))
            directories.append(directory)
            let trail = StoredAuditTrail(directory.context.store)
            let connection = try served.connect(through: front, time, trail: trail)
            // Of reads that were never asked a server that lags has nothing old to show.
            for kind in ContractStage.listed(connection) {
                _ = try await ContractStage.rows(kind, of: connection)
            }
            return connection
        }

        func carryOut(_ steps: EditScript.Step..., on connection: Connection) async throws {
            var person = InsistingPerson(connection, time)
            try await person.carryOut(EditScript(platform: kind, steps: steps))
        }

        /// What the trail keeps of a connection, oldest first.
        func entries(of connection: Connection) async throws -> [AuditEntry] {
            let trail = StoredAuditTrail(try #require(directories.first).context.store)
            let kept = await trail.entries(of: connection.id, since: .distantPast, after: nil)
            return try #require(kept).entries
        }

        func close() async {
            for directory in directories { await directory.close() }
            try? FileManager.default.removeItem(at: folder)
        }
    }

    /// Works with a desk and leaves nothing behind.
    func at(
        _ kind: String, lag: Duration = .seconds(180), _ work: (Desk) async throws -> Void
    ) async throws {
        let desk = try await Desk(kind, lag: lag)
        do { try await work(desk) } catch {
            await desk.close()
            throw error
        }
        await desk.close()
    }

    /// The row of this name, or the first of its kind where the platform gives the names.
    func row(_ kind: ResourceKind, _ name: String, of connection: Connection) async throws -> Row {
        let operations = try #require(connection.resources[kind]?.operations)
        if let find = operations.find, !name.isEmpty { return try #require(try await find(name)) }
        return try #require(try await ContractStage.rows(kind, of: connection).first)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let platform: String
        let kind: ResourceKind
        var name = ""
        let first: EditScript.Step
        let second: EditScript.Step
        /// Which fields the first writes, and all of them with their values.
        let field: FieldID
        let values: [FieldID: FieldValue]

        var testDescription: String { platform }

        static let ana = "ana@mail.example"
        static let ops = "ops@shop.example"

        static let all = [
            Case(
                platform: "dmds", kind: .contact, name: ana,
                first: .edit(.contact, ana, ["first_name": "Ana"]),
                second: .edit(.contact, ana, ["last_name": "Ruiz"]),
                field: "first_name", values: ["first_name": .text("Ana"), "last_name": .text("Ruiz")]),
            Case(
                platform: "sendclean", kind: .smtpUser, first: .edit(.smtpUser, "", ["hourly_limit": "60"]),
                second: .edit(.smtpUser, "", ["total_limit": "600"]),
                field: "hourly_limit", values: ["hourly_limit": .integer(60), "total_limit": .integer(600)]),
            Case(
                platform: "dyn", kind: .account, name: ops, first: .act("track-opens", .account, ops),
                second: .act("track-links", .account, ops),
                field: "track_opens", values: ["track_opens": .flag(true), "track_links": .flag(true)]),
        ]
    }

    @Test(.timeLimit(.minutes(3)), arguments: Case.all)
    func `an edit builds on what another process wrote, and both see both`(edit: Case) async throws {
        try await at(edit.platform) { desk in
            let first = try await desk.opened()
            try await desk.carryOut(edit.first, on: first)
            let second = try await desk.opened()
            let shown = try await row(edit.kind, edit.name, of: second)
            #expect(shown[edit.field] == edit.values[edit.field])
            #expect(shown.unseen == [edit.field])
            try await desk.carryOut(edit.second, on: second)
            for connection in [first, second, desk.served.platform.connection] {
                let row = try await row(edit.kind, edit.name, of: connection)
                for (field, value) in edit.values { #expect(row[field] == value, "\(field)") }
            }
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func `what was written more than ten minutes ago is not laid over what is read`() async throws {
        try await at("dmds", lag: .seconds(3600)) { desk in
            try await desk.carryOut(
                .edit(.contact, Case.ana, ["first_name": "Ana"]), on: try await desk.opened())
            desk.time.pass(.seconds(601))
            let shown = try await row(.contact, Case.ana, of: try await desk.opened())
            #expect(shown["first_name"].isEmpty && shown.unseen.isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func `another process can take back what the reads do not show yet`() async throws {
        try await at("dmds") { desk in
            let first = try await desk.opened()
            _ = try await row(.contact, Case.ana, of: first)
            try await desk.carryOut(.act("whitelist", .contact, Case.ana), on: first)
            let second = try await desk.opened()
            let action = try #require(second.resources[.contact]?.action("unwhitelist"))
            let shown = try await row(.contact, Case.ana, of: second)
            #expect(shown["whitelisted"] == .flag(true) && action.availability(shown).isAvailable)
            try await desk.carryOut(.act("unwhitelist", .contact, Case.ana), on: second)
            let now = try await row(.contact, Case.ana, of: desk.served.platform.connection)
            #expect(now["whitelisted"] == .flag(false))
            #expect(try await row(.contact, Case.ana, of: first)["whitelisted"] == .flag(false))
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func `what another process deleted is gone from a list that lags`() async throws {
        try await at("dmds") { desk in
            let first = try await desk.opened()
            try await desk.carryOut(.delete(.variable, "brand"), on: first)
            let second = try await desk.opened()
            #expect(try await ContractStage.rows(.variable, of: second).isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(3)), arguments: [ResourceKind.suppression, .contact])
    func `a suppression that another process lifted is on no list that lags`(kind: ResourceKind)
        async throws
    {
        try await at("dyn") { desk in
            let address = "lifted@mail.example"
            let first = try await desk.opened()
            try await desk.carryOut(.make(.suppression, ["address": address]), on: first)
            desk.time.pass(.seconds(181))
            let listed = try await ContractStage.rows(.suppression, of: first)
            #expect(listed.contains { $0.name == address })
            try await desk.carryOut(.act("allow", kind, address), on: first)
            let second = try await desk.opened()
            let left = try await ContractStage.rows(.suppression, of: second)
            #expect(!left.contains { $0.name == address })
            let trace = try #require(second.trace)
            #expect(try await trace(address).verdicts.allSatisfy { $0.stop == nil })
        }
    }
}
