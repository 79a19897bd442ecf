import ServiceCore
import TestSupport
import Testing

@testable import sendboard

/// What has to be confirmed, and by which word.
extension RowEditsTests {
    @Test func `delete wants yes and says how`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits().delete(["kim@example.test"])
        }
        #expect(error.code == .refused)
        #expect(contacts.count == 2)
        _ = try await edits(yes: "yes").delete(["kim@example.test"])
        #expect(contacts.map(\.email) == ["ana@example.test"])
    }

    @Test(arguments: ["kim@example.test", "kim"])
    func `the name or the id of the one row means it where a plain yes would do`(yes: String) async throws {
        let sent = try await edits(.contact, ["subject=Hi", "text=Hi"], yes: yes).message(
            to: ["kim@example.test"])
        #expect(!sent.message.isEmpty)
        _ = try await edits(yes: yes).delete(["kim@example.test"])
        #expect(contacts.map(\.email) == ["ana@example.test"])
        await #expect(throws: ServiceError.self) { try await edits(yes: yes).delete(["ana@example.test"]) }
        #expect(contacts.count == 1)
    }

    @Test func `the name of one of several rows means not all of them`() async throws {
        await #expect(throws: ServiceError.self) {
            try await edits(yes: "kim@example.test").delete(["kim@example.test", "ana@example.test"])
        }
        #expect(contacts.count == 2)
    }

    @Test(arguments: [nil, "kim@example.test"])
    func `what must be filled is asked for before it is confirmed`(yes: String?) async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.suppression, yes: yes).perform("allow", on: ["kim@example.test"])
        }
        #expect(error.code == .invalid && error.field == "reason")
        #expect(error.hint?.hasPrefix("Add reason=…") == true)
        let empty = try await #require(throws: ServiceError.self) {
            try await edits(.contact, ["text=Hi"], yes: yes).message(to: ["kim@example.test"])
        }
        #expect(empty.code == .invalid && empty.field == "subject")
    }

    @Test func `what asks for a name wants that name`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.suppression, ["reason=asked"], yes: "yes").perform(
                "allow", on: ["kim@example.test"])
        }
        #expect(error.code == .refused)
        #expect(
            error.hint
                == "sendboard suppression allow kim@example.test 'reason=asked for it' --yes kim@example.test"
        )
        let outcome = try await edits(.suppression, ["reason=asked"], yes: "kim@example.test")
            .perform("allow", on: ["kim@example.test"])
        #expect(outcome.message == "kim@example.test: allow")
    }

    @Test(
        arguments: [(String?, String)]([
            (nil, "“new-key” on account “acme”, which cannot be taken back, wants to be confirmed."),
            ("acm", "“acm” does not confirm “new-key” on account “acme”, which cannot be taken back."),
        ]))
    func `what cannot be taken back is told as such`(yes: String?, message: String) async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.account, yes: yes).perform("new-key", on: ["acme"])
        }
        #expect(error.code == .refused && error.message == message)
    }

    @Test(arguments: NamesToType.all)
    func `a name is asked for and taken in its own letters`(name: String) async throws {
        people.put([Campaign(id: ResourceID("fake", .campaign, "7"), account: "acme", title: name)])
        let asked = TypedName(name).asked
        for wrong in [nil, "yes", String(asked.dropLast()), asked.uppercased() + "x"] {
            let error = try await #require(throws: ServiceError.self) {
                try await edits(.campaign, yes: wrong).delete(["7"])
            }
            #expect(error.code == .refused)
            #expect(
                error.hint?.contains(ShellWord.quoted(asked)) == true || asked.hasPrefix("--")
                    || asked.contains("="))
        }
        #expect(name.hasPrefix(asked), "nothing of it is lost or changed")
        _ = try await edits(.campaign, yes: asked).delete(["7"])
        #expect(people.all(Campaign.self).isEmpty)
    }

    @Test func `more than ten rows want their number`() async throws {
        let crowd = FakeStore()
        crowd.putContacts((1...11).map { "p\($0)@example.test" })
        let access = KindAccess(
            workspace: Workspace(name: "w", connections: [crowd.connection()]), kind: .contact)
        let keys = crowd.all(Contact.self).map(\.email)
        let filling = FormFilling(assignments: [])
        await #expect(throws: ServiceError.self) {
            try await RowEdits(
                access: access, filling: filling, answer: Answer(text: "yes", order: ArgumentOrder([])),
                time: Self.time
            )
            .perform("whitelist", on: keys)
        }
        #expect(crowd.all(Contact.self).allSatisfy { !$0.isWhitelisted })
        _ = try await RowEdits(
            access: access, filling: filling, answer: Answer(text: "11", order: ArgumentOrder([])),
            time: Self.time
        )
        .perform("whitelist", on: keys)
        #expect(crowd.all(Contact.self).allSatisfy { $0.isWhitelisted })
    }
}
