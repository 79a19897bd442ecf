import Foundation
import Testing

@testable import ServiceCore

/// What a case file says, and what it leaves out.
@Suite struct CaseFileTests {
    private static let noon = Date(timeIntervalSince1970: 1_770_000_000)

    private func connection(_ trace: PersonTrace, _ id: ConnectionID = "embedded") -> Connection {
        var connection = Connection(id: id, platform: "test", resources: [], trace: { _ in trace })
        connection.proofs = { _ in
            [MailProof(time: Self.noon, batch: "b-1", bytes: 1234, sha256: "ab12", archived: 1)]
        }
        return connection
    }

    private func event(_ kind: EventKind, after seconds: Double, reply: String = "") -> DeliveryEvent {
        let time = Self.noon.addingTimeInterval(seconds)
        var event = DeliveryEvent(
            id: ResourceID("embedded", .event, "\(Int(seconds))"), account: "shop", person: "kim@a.test",
            kind: kind, time: time)
        event.reply = reply
        return event
    }

    private func entry(_ changes: [FieldChange] = [], reason: String = "") -> AuditEntry {
        AuditEntry(
            id: ResourceID("embedded", .audit, "7"), time: Self.noon.addingTimeInterval(30),
            who: "pat@desk.example", what: "whitelist", target: ResourceID("embedded", .contact, "1"),
            targetName: "kim@a.test", changes: changes, reason: reason)
    }

    private func file(
        _ connections: [Connection], _ entries: [AuditEntry] = []
    ) async throws -> CaseFile {
        let trail = TrailReader { _ async throws(ServiceError) in entries }
        let gathering = CaseGathering(
            connections, trail: trail, origin: .init(who: "kim@console", program: "sendboard 1"),
            clock: { Self.noon })
        return try await gathering.file(of: .person("kim@a.test"))
    }

    @Test func `events and edits stand in one timeline, the oldest first, with the hash of what was sent`()
        async throws
    {
        let trace = PersonTrace(
            address: "kim@a.test",
            events: [
                event(.bounceHard, after: 60, reply: "550 5.1.1 no such user"), event(.accepted, after: 0),
            ])
        let text = try await file([connection(trace)], [entry()]).text(.utc)
        let order = ["accepted", "pat@desk.example: whitelist", "reply: 550 5.1.1 no such user"]
        let places = try order.map { try #require(text.range(of: $0)?.lowerBound) }
        #expect(places == places.sorted())
        #expect(text.contains("1,234 bytes  SHA-256 ab12  batch b-1  on embedded"))
        #expect(text.contains("by kim@console") && text.contains("sendboard 1"))
    }

    @Test func `a reply is word for word but for the addresses of others, in text and in JSON`() async throws
    {
        let reply = "550 <kim@a.test> forwards to <lee@b.test>: full"
        let trace = PersonTrace(address: "kim@a.test", events: [event(.bounceSoft, after: 0, reply: reply)])
        let change = FieldChange(
            field: "fields", label: "Fields", before: .none, after: .map(["boss": "jo@c.test"]))
        let made = try await file([connection(trace)], [entry([change], reason: "asked by lee@b.test")])
        for whole in [made.text(.utc), made.json] {
            #expect(whole.contains("550 <kim@a.test> forwards to <[address removed]>: full"))
            #expect(!whole.contains("lee@b.test") && !whole.contains("jo@c.test"))
            #expect(whole.contains("pat@desk.example"), "who did something is told")
        }
    }

    @Test func `numbers of others are left out, the person's own are told`() async throws {
        let reply = "550 ask +34600112244"
        let trace = PersonTrace(address: "kim@a.test", events: [event(.refused, after: 0, reply: reply)])
        var kim = Contact(id: ResourceID("embedded", .contact, "1"), account: "shop", email: "kim@a.test")
        kim.phone = "+34600112233"
        let found = kim
        let contacts = ResourceOperations<Contact>(find: { _ async throws(ServiceError) in found })
        let asked = Connection(
            id: "embedded", platform: "test", resources: [RowOperations(contacts)], trace: { _ in trace })
        let change = FieldChange(
            field: "fields", label: "Fields", before: .none,
            after: .map(["boss": "0171 1234567", "own": "+34 600 112 233"]))
        let made = try await file([asked], [entry([change])])
        for whole in [made.text(.utc), made.json] {
            #expect(!whole.contains("600112244") && !whole.contains("1234567"))
            #expect(whole.contains("550 ask [number removed]") && whole.contains("own=+34 600 112 233"))
            #expect(whole.contains("addresses and phone numbers of other people"))
        }
    }

    @Test func `the JSON is read as JSON, and controls in outside texts act in neither`() async throws {
        let reply = "550 \u{1B}[31m\"no\"\u{202E}"
        let trace = PersonTrace(address: "kim@a.test", events: [event(.refused, after: 0, reply: reply)])
        let made = try await file([connection(trace)])
        let object = try JSONSerialization.jsonObject(with: Data(made.json.utf8)) as? [String: Any]
        let timeline = try #require(object?["timeline"] as? [[String: Any]])
        #expect(timeline.first?["reply"] as? String == reply)
        #expect(!made.text(.utc).contains("\u{1B}") && !made.text(.utc).contains("\u{202E}"))
    }

    @Test func `a connection that fails hides nothing of the others and stands as what was not told`()
        async throws
    {
        var down = connection(PersonTrace(address: ""), "dyn")
        down.trace = { _ async throws(ServiceError) in throw ServiceError(.unreachable, "Nothing answers.") }
        down.proofs = nil
        let trace = PersonTrace(address: "kim@a.test", events: [event(.accepted, after: 0)])
        let made = try await file([connection(trace), down])
        #expect(!made.isWhole && made.moments.count == 1)
        #expect(made.gaps == ["dyn: Nothing answers.", "dyn: its platform gives no hash of what it sent."])
        let silent = try await file([connection(trace)])
        #expect(silent.isWhole && silent.gaps.isEmpty)
    }

    @Test func `nobody is told as such, and only what a case can be of is taken`() async {
        var empty = connection(PersonTrace(address: "kim@a.test"))
        empty.proofs = { _ in [] }
        let error = await #expect(throws: ServiceError.self) { try await file([empty]) }
        #expect(error?.code == .notFound)
        #expect(CaseSubject(Row(Account(id: ResourceID("e", .account, "1"), username: "a"))) == nil)
        #expect(CaseSubject(Row(event(.accepted, after: 0)))?.name == "event 0")
    }
}
