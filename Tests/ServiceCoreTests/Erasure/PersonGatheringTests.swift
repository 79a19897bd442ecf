import Foundation
import Synchronization
import Testing

@testable import ServiceCore

/// A person erased over several connections: who is asked in which order, and what the receipt says.
@Suite struct PersonGatheringTests {
    private static let noon = Date(timeIntervalSince1970: 1_770_000_000)

    /// What was done, in its order.
    private final class Deeds: Sendable {
        private let deeds = Mutex<[String]>([])
        func note(_ deed: String) { deeds.withLock { $0.append(deed) } }
        var all: [String] { deeds.withLock { $0 } }
    }

    private let deeds = Deeds()

    private func hosted(
        _ id: ConnectionID, deletes: Bool = true, isThere: Bool = true, fails: Bool = false
    ) -> Connection {
        let contact = Contact(id: ResourceID(id, .contact, "9"), account: "shop", email: "kim@a.test")
        var operations = ResourceOperations<Contact>(
            find: { key async throws(ServiceError) in
                if fails { throw ServiceError(.unreachable, "\(id) cannot be reached.") }
                return isThere && key.lowercased() == contact.email ? contact : nil
            })
        if deletes {
            operations.delete = Deletion { [deeds] ids async throws(ServiceError) in
                deeds.note("\(id): delete \(ids.map(\.native).joined())")
                return EditOutcome("deleted")
            }
        }
        return Connection(
            id: id, platform: "Hosted", freshness: .polled(every: .seconds(30)),
            resources: [RowOperations(operations)])
    }

    private func own(hold: PersonHold? = nil) -> Connection {
        var connection = Connection(id: "embedded", platform: "embedded", resources: [])
        connection.people = PersonOperations(
            look: { address async throws(ServiceError) in
                var kept = PersonKept(connection: "embedded", names: [address.key, "+4915112345678"])
                kept.parts = [.init("contact", 2), .init("suppression", 0)]
                kept.hold = hold
                return kept
            },
            export: { _ async throws(ServiceError) in [("messages", "[]")] },
            erase: { [deeds] address async throws(ServiceError) in
                deeds.note("embedded: erase \(address.key)")
                var part = ErasedPart(connection: "embedded")
                part.erased = [.init("contact", 2)]
                part.stays = ["The backup b.sqlite may hold the person."]
                return part
            }, alias: { _ in "erased-1" }, holds: { () async throws(ServiceError) in [] })
        return connection
    }

    private func gathering(_ connections: [Connection]) -> PersonGathering {
        PersonGathering(
            Workspace(name: "w", connections: connections),
            origin: .init(who: "kim@console", program: "sendboard 1"), clock: { Self.noon })
    }

    private let kim: PersonAddress

    init() throws { kim = try PersonAddress("Kim@a.test") }

    @Test func `hosted platforms come first, since the trail of what is done there is erased last`()
        async throws
    {
        let receipt = try await gathering([own(), hosted("dmds")]).erase(kim)
        #expect(deeds.all == ["dmds: delete 9", "embedded: erase kim@a.test"])
        #expect(receipt.isWhole && receipt.alias == "erased-1")
        #expect(receipt.parts.map(\.connection) == ["dmds", "embedded"])
    }

    @Test func `what has no call for it is told with the reason, and the rest is done`() async throws {
        let receipt = try await gathering([hosted("dyn", deletes: false), own()]).erase(kim)
        #expect(deeds.all == ["embedded: erase kim@a.test"])
        #expect(!receipt.isWhole)
        #expect(receipt.parts.first?.failure?.contains("no call that deletes a contact") == true)
        let text = receipt.text(.utc)
        for words in [
            "Erasure of Kim@a.test", "Called   erased-1 from now on", "by kim@console", "On dyn",
            "Not erased: Its platform has no call", "Erased: 2 contacts", "Stays: The backup b.sqlite",
            "Elsewhere",
        ] { #expect(text.contains(words), "\(words)") }
    }

    @Test func `one that cannot be reached hides nothing of the others`() async throws {
        let receipt = try await gathering([hosted("sms", fails: true), own()]).erase(kim)
        #expect(receipt.parts.map(\.isWhole) == [false, true])
        #expect(receipt.parts.first?.failure == "sms cannot be reached.")
        let object = try JSONSerialization.jsonObject(with: Data(receipt.json.utf8)) as? [String: Any]
        #expect(object?["whole"] as? Bool == false)
        #expect((object?["connections"] as? [Any])?.count == 2)
    }

    @Test func `a hold anywhere refuses it before anything is done`() async throws {
        let hold = PersonHold(
            address: "kim@a.test", reason: "a lawsuit", who: "pat@console", since: Self.noon)
        let gathering = gathering([hosted("dmds"), own(hold: hold)])
        await #expect(throws: hold.refusal(of: "erased")) { try await gathering.erase(kim) }
        #expect(deeds.all == [])
    }

    @Test func `without a platform of our own that may write nothing is erased anywhere`() async throws {
        for connections in [[hosted("dmds")], [hosted("dmds"), own().readOnly()]] {
            let gathering = gathering(connections)
            await #expect(throws: ServiceError.self) { try await gathering.erase(kim) }
        }
        #expect(deeds.all == [])
    }

    @Test func `what is kept is told connection by connection, and handed out as JSON`() async throws {
        let gathering = gathering([hosted("dmds"), hosted("dyn", isThere: false), own()])
        let lines = PersonLines(zone: .utc)
        let told = await gathering.look(kim)
        #expect(told.flatMap(lines.table) == [["dmds", "contacts", "1"], ["embedded", "contacts", "2"]])
        #expect(
            told.flatMap(lines.preview) == [
                "dmds: 1 contact", "dyn: nothing", "embedded: 2 contacts",
                "embedded: known as kim@a.test, +4915112345678",
            ])
        let (json, isWhole) = await gathering.export(kim)
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let connections = try #require(object?["connections"] as? [[String: Any]])
        #expect(isWhole && connections.count == 3)
        #expect((connections[0]["contact"] as? [String: Any])?["email"] as? String == "kim@a.test")
        #expect(connections[2]["messages"] != nil)
    }

    @Test func `a hosted platform deletes nobody who is held here`() async throws {
        let hold = PersonHold(
            address: "Kim@a.test", reason: "a lawsuit", who: "pat@console", since: Self.noon)
        var people = try #require(own().people)
        people.holds = { () async throws(ServiceError) in [hold] }
        let id = ResourceID("dmds", .contact, "kim@a.test")
        let kept = hosted("dmds").keeping(heldBy: people).resources[.contact]?.operations.delete
        await #expect(throws: hold.refusal(of: "deleted on dmds")) { try await kept?.perform([id]) }
        #expect(deeds.all == [])
        people.holds = { () async throws(ServiceError) in [] }
        _ = try await hosted("dmds").keeping(heldBy: people).resources[.contact]?.operations.delete?.perform([
            id
        ])
        #expect(deeds.all == ["dmds: delete kim@a.test"])
    }
}
