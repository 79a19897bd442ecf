import Foundation
import ServiceCore
import TestSupport
import Testing

/// What goes out, or was refused, stands in the trail with whom it was for.
@Suite struct AuditedSendingTests {
    private let trail = KeptTrail()
    private let store = FakeStore("dmds")

    private func audited() -> Connection {
        store.connection().audited(by: trail, who: "ana@console") {
            Date(timeIntervalSince1970: 1_750_000_000)
        }
    }

    private func side(_ entry: AuditEntry?) -> [FieldID: FieldValue] {
        Dictionary(
            (entry?.changes ?? []).map { ($0.field, $0.after) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `a message to typed addresses is one entry with all of them`() async throws {
        store.reaches(MessageAudience(["kim@a.test", "ana@a.test"]))
        _ = try await audited().messages?.send([], FormValues(["subject": "Hello"]))
        let entry = try #require(trail.entries.first)
        #expect(trail.entries.count == 1 && entry.what == "send message" && entry.outcome == .done)
        #expect(entry.targetName == "kim@a.test, ana@a.test")
        #expect(side(entry) == ["recipients": .integer(2), "to": .list(["kim@a.test", "ana@a.test"])])
    }

    @Test func `a message to many chosen rows is one entry, and more than a hundred are counted`()
        async throws
    {
        let people = (0..<120).map { "p\($0)@a.test" }
        store.reaches(MessageAudience(people))
        let ids = people.map { ResourceID("dmds", .contact, $0) }
        _ = try await audited().messages?.send(ids, FormValues())
        let entry = try #require(trail.entries.first)
        #expect(trail.entries.count == 1)
        #expect(side(entry)["recipients"] == .integer(120))
        guard case .list(let told)? = side(entry)["to"] else { return #expect(Bool(false)) }
        #expect(told.count == 101 && told.last == "and 20 more")
    }

    @Test func `the batch that a message became stands there, and is what it is about`() async throws {
        let batch = Batch(id: ResourceID("dmds", .batch, "3b24"), account: "acme", campaign: "Spring")
        let messages = MessageOperations(
            form: { _ in FormDescription(title: "New message", fields: []) },
            send: { _, _ in
                EditOutcome(
                    "1 mail sent", rows: [Row(batch)],
                    sending: Sending(to: MessageAudience(["kim@a.test"]), as: ["batch": "3b24"]))
            })
        let connection = Connection(id: "dmds", platform: "DMDS", resources: [], messages: messages)
        let audited = connection.audited(by: trail, who: "ana@console") { Date(timeIntervalSince1970: 0) }
        _ = try await audited.messages?.send([], FormValues())
        let entry = try #require(trail.entries.first)
        #expect(entry.target == batch.id && side(entry)["batch"] == .text("3b24"))
        #expect(side(entry)["to"] == .list(["kim@a.test"]))
    }

    @Test func `a message whose answer was lost is unknown, with whom it was for`() async throws {
        store.reaches(MessageAudience(["kim@a.test"]))
        store.fail("message.send", ServiceError(.outcomeUnknown, "The answer was lost.", hint: "Look first."))
        await #expect(throws: ServiceError.self) { try await audited().messages?.send([], FormValues()) }
        let entry = try #require(trail.entries.first)
        #expect(entry.outcome == .stillUnknown && side(entry)["recipients"] == .integer(1))
        #expect(entry.reason == "The answer was lost. Look first.")
    }

    @Test func `a refused message is refused, with whom it was for`() async throws {
        store.reaches(MessageAudience(["kim@a.test"]))
        store.fail("message.send", ServiceError(.refused, "kim@a.test is suppressed."))
        await #expect(throws: ServiceError.self) { try await audited().messages?.send([], FormValues()) }
        let entry = try #require(trail.entries.first)
        #expect(entry.outcome == .refused && entry.reason == "kim@a.test is suppressed.")
        #expect(entry.targetName == "kim@a.test")
    }

    @Test func `a message that went out in part says of each what came of it`() async throws {
        let ids = ["u@a.test", "b@a.test", "c@a.test"].map { ResourceID("dyn", .contact, $0) }
        let lost = ServiceError(.outcomeUnknown, "The answer was lost.", hint: "Look first.")
        let parts = ids.map { EditPart($0, sending: Sending(to: MessageAudience([$0.native]))) }
        let messages = MessageOperations(
            form: { _ in FormDescription(title: "New message", fields: []) },
            send: { _, _ in
                EditOutcome(
                    "1 of 3 done", sending: parts[0].sending, undone: Array(ids.dropFirst()),
                    shortfall: EditShortfall(
                        of: 3, [.init(parts[1], lost), .init(parts[2], lost, wasTried: false)]))
            })
        let connection = Connection(id: "dyn", platform: "Dyn", resources: [], messages: messages)
        let audited = connection.audited(by: trail, who: "ana@console") { Date(timeIntervalSince1970: 0) }
        _ = try await audited.messages?.send(ids, FormValues())
        #expect(trail.entries.map(\.outcome) == [.done, .stillUnknown, .notDone])
        #expect(trail.entries.map(\.target) == ids)
        #expect(trail.entries.allSatisfy { side($0)["to"] == .list([.init($0.target.native)]) })
        #expect(trail.entries.last?.reason == "not tried after: The answer was lost.")
    }

    @Test func `of a message that reached nobody only the first is said to have been tried`() async throws {
        let ids = ["u@a.test", "b@a.test"].map { ResourceID("dmds", .contact, $0) }
        var lost = ServiceError(.outcomeUnknown, "The answer was lost.")
        lost.shortfall = EditShortfall(
            of: 2, [.init(EditPart(ids[0]), lost), .init(EditPart(ids[1]), lost, wasTried: false)])
        store.fail("message.send", lost)
        await #expect(throws: ServiceError.self) { try await audited().messages?.send(ids, FormValues()) }
        #expect(trail.entries.map(\.outcome) == [.stillUnknown, .notDone])
        #expect(trail.entries.map(\.target) == ids)
    }

    @Test func `a launch is done, or refused for lack of credit`() async throws {
        store.putCampaign("Spring")
        let id = ResourceID("dmds", .campaign, "Spring")
        let control = try #require(audited().campaigns)
        _ = try await control.launch(id, "k1")
        let campaign = try #require(store.row("Spring", Campaign.self))
        store.launches(as: .shortOfCredit(campaign, needed: 12, available: 4))
        _ = try await control.launch(id, "k2")
        store.fail("campaign.launch", ServiceError(.insufficientCredit, "Too few credits."))
        await #expect(throws: ServiceError.self) { try await control.launch(id, "k3") }
        #expect(trail.entries.map(\.outcome) == [.done, .refused, .refused])
        #expect(trail.entries.allSatisfy { $0.what == "launch campaign" && $0.target == id })
        #expect(trail.entries[1].reason == "12 credits needed, 4 left")
    }

    @Test func `a launch says to whom it went, or would have gone`() async throws {
        store.putCampaign("Spring")
        let id = ResourceID("dmds", .campaign, "Spring")
        var connection = store.connection()
        connection.campaigns?.audience = { _ in MessageAudience(["+34600112233"]) }
        let audited = connection.audited(by: trail, who: "ana@console") { Date(timeIntervalSince1970: 0) }
        let control = try #require(audited.campaigns)
        _ = try await control.launch(id, "k1")
        let campaign = try #require(store.row("Spring", Campaign.self))
        store.launches(as: .shortOfCredit(campaign, needed: 12, available: 4))
        _ = try await control.launch(id, "k2")
        store.fail("campaign.launch", ServiceError(.outcomeUnknown, "The answer was lost."))
        await #expect(throws: ServiceError.self) { try await control.launch(id, "k3") }
        await control.refused?(id, ServiceError(.refused, "It is being sent already."))
        #expect(trail.entries.map(\.outcome) == [.done, .refused, .stillUnknown, .refused])
        for entry in trail.entries {
            #expect(side(entry)["to"] == .list(["+34600112233"]) && side(entry)["recipients"] == .integer(1))
            #expect(side(entry)["campaign"] == .text("Spring") && entry.target == id)
        }
        #expect(trail.entries.last?.reason == "It is being sent already.")
    }

    @Test func `what is sent as soon as it is made says to whom, also where it was refused`() async throws {
        let creation = Submission<ContactGroup>(
            confirmation: { _ in .name("Sale") },
            recipients: { _ throws(ServiceError) in MessageAudience(["+34600112233"]) },
            form: { _ in FormDescription(title: "New", fields: []) },
            submit: { _, _ async throws(ServiceError) in
                throw ServiceError(.refused, "The sender is too long.")
            })
        let connection = Connection(
            id: "sms", platform: "smsdrop",
            resources: [RowOperations(ResourceOperations<ContactGroup>(create: creation))])
        let audited = connection.audited(by: trail, who: "ana@console") { Date(timeIntervalSince1970: 0) }
        let create = try #require(audited.resources[.group]?.operations.create)
        await #expect(throws: ServiceError.self) { try await create.submit(nil, FormValues()) }
        let entry = try #require(trail.entries.first)
        #expect(entry.outcome == .refused && side(entry)["to"] == .list(["+34600112233"]))
    }

    @Test func `what nobody could be asked leaves no entry`() async throws {
        store.fail("message.send", ServiceError(.unreachable, "No route to host."))
        await #expect(throws: ServiceError.self) { try await audited().messages?.send([], FormValues()) }
        #expect(trail.entries.isEmpty)
    }
}
