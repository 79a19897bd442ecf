import Foundation
import ServiceCore
import Testing

@testable import Platform

/// Any entry of the trail that keeps what it needs can be taken back, by whoever, whenever.
@Suite struct TakingBackTests {
    let fixture: TemporaryPlatform
    let contact: Row

    init() async throws {
        fixture = try await TemporaryPlatform()
        try await fixture.account()
        try await fixture.create(
            .contact, ["account": "ops@shop.example", "email": "ana@example.test", "first_name": "Ana"])
        contact = try await fixture.find(.contact, "ana@example.test")
    }

    private var workspace: Workspace {
        var workspace = Workspace(name: "support", connections: [fixture.platform.connection])
        workspace.trail = fixture.platform.trail
        return workspace
    }

    private func newest() async throws -> AuditEntry {
        try #require(try await fixture.platform.trail.entries(TrailRequest(limit: 1)).first)
    }

    private func ana() async throws -> Row { try await fixture.find(.contact, contact.id.native) }

    @Test func `an edit is taken back by its values, and the trail says which entry that was`() async throws {
        try await fixture.edit(ana(), ["first_name": "", "age": "30", "fields": "city=Rome"])
        let entry = try await newest()
        let outcome = try await workspace.takingBack(entry).run()
        let row = try await ana()
        #expect(row["first_name"] == .text("Ana") && row["age"] == .none && row["fields"].isEmpty)
        #expect(outcome.message == "undone: edit ana@example.test" && outcome.isAsWished)
        let undo = try await newest()
        #expect(undo.what == "undo" && undo.undoOf == entry.id.native)
        let marked = try await fixture.platform.trail.entry(entry.id.native)
        #expect(marked.undoneBy == undo.id.native)
        let again = await failure { try await workspace.takingBack(marked) }
        #expect(
            again?.message.hasSuffix("cannot be taken back: entry \(undo.id.native) took it back.") == true)
    }

    @Test func `only the fields of the entry are written, and what changed since in them is told`()
        async throws
    {
        try await fixture.edit(ana(), ["first_name": "Anna"])
        let entry = try await newest()
        try await fixture.edit(ana(), ["first_name": "Annie", "last_name": "Lee"])
        let plan = try await workspace.takingBack(entry)
        #expect(
            plan.since.map { "\($0.label): \($0.before.plainText) → \($0.after.plainText)" } == [
                "First name: Anna → Annie"
            ])
        #expect(plan.changes.map(\.after) == [.text("Ana")] && plan.needsAnswer)
        _ = try await plan.run()
        let row = try await ana()
        #expect(row["first_name"] == .text("Ana") && row["last_name"] == .text("Lee"))
    }

    @Test(arguments: [("whitelist", "whitelisted"), ("invalidate", "state")])
    func `a mark is taken off again`(action: String, field: FieldID) async throws {
        let before = try await ana()[field]
        try await fixture.perform(action, on: [ana()])
        #expect(try await ana()[field] != before)
        let plan = try await workspace.takingBack(try await newest())
        #expect(!plan.needsAnswer)
        _ = try await plan.run()
        #expect(try await ana()[field] == before)
        #expect(try await newest().what == "undo")
    }

    @Test func `what is so no more is not done again`() async throws {
        try await fixture.perform("whitelist", on: [ana()])
        let entry = try await newest()
        try await fixture.perform("unwhitelist", on: [ana()])
        let error = await failure { try await workspace.takingBack(entry) }
        #expect(error?.code == .refused)
        #expect(error?.message.hasSuffix("“ana@example.test” is not whitelisted.") == true)
    }

    @Test func `a creation is taken back by a deletion that is kept, and that in turn`() async throws {
        let creation = try await newest()
        #expect(creation.what == "create")
        _ = try await workspace.takingBack(creation).run()
        #expect(try await fixture.operations(.contact).find?(contact.id.native) == nil)
        let removal = try await newest()
        #expect(removal.undoOf == creation.id.native && removal.isKept)
        _ = try await workspace.takingBack(removal).run()
        #expect(try await ana().name == "ana@example.test")
    }

    @Test func `a deletion is put back, and of an account nothing is`() async throws {
        _ = try await fixture.delete([ana()])
        let deletion = try await newest()
        #expect(deletion.isKept && workspace.finality(of: deletion) == nil)
        _ = try await workspace.takingBack(deletion).run()
        #expect(try await ana()["first_name"] == .text("Ana"))
        #expect(try await !fixture.platform.trail.entry(deletion.id.native).isKept)
        let account = try await fixture.account("gone@shop.example")
        _ = try await fixture.delete([account])
        #expect(workspace.finality(of: try await newest()) == "nothing of it is kept")
    }

    @Test func `an account that has been used since it was made stays`() async throws {
        try await fixture.create(
            .account,
            ["username": "new@shop.example", "company": "S", "phone": "1", "password": "pass word 1"])
        let creation = try await newest()
        try await fixture.create(.contact, ["account": "new@shop.example", "email": "bo@example.test"])
        let error = await failure { try await workspace.takingBack(creation) }
        #expect(error?.code == .conflict && error?.message.contains("has been used since") == true)
    }

    @Test func `a key that was replaced, and what went wrong, stay with their reasons`() async throws {
        try await fixture.perform("new-key", on: [fixture.find(.account, "ops@shop.example")])
        let entry = try await newest()
        #expect(workspace.finality(of: entry) == "nothing takes “new-key” back")
        var refused = entry
        refused.outcome = .refused
        #expect(workspace.finality(of: refused) == "it was refused")
        var elsewhere = entry
        elsewhere.place = "dyn https://other.example"
        #expect(workspace.finality(of: elsewhere) == "“embedded” was another place then")
    }

    @Test func `another process takes back what this one did`() async throws {
        try await fixture.edit(ana(), ["first_name": "Anna"])
        var options = PlatformOptions(dataDirectory: fixture.path, who: "pat@desk")
        options.clock = fixture.platform.context.options.clock
        let other = try await EmbeddedPlatform.open(options)
        var workspace = Workspace(name: "support", connections: [other.connection])
        workspace.trail = other.trail
        let entry = try #require(try await other.trail.entries(TrailRequest(limit: 1)).first)
        _ = try await workspace.takingBack(entry).run()
        await other.close()
        #expect(try await ana()["first_name"] == .text("Ana"))
        #expect(try await newest().who == "pat@desk")
    }

    @Test func `a row's entries are found by its id, by its name, and where it is gone`() async throws {
        try await fixture.perform("whitelist", on: [ana()])
        _ = try await fixture.delete([ana()])
        let trail = fixture.platform.trail
        let byID = try await trail.entries(TrailRequest(.row(contact.id), limit: 10))
        let byName = try await trail.entries(TrailRequest(.called("ana@example.test", .contact), limit: 10))
        #expect(byID.map(\.what) == ["delete", "whitelist", "create"] && byID == byName)
        let other = try await trail.entries(
            TrailRequest(.called("ana@example.test", .suppression), limit: 10))
        #expect(other.isEmpty)
    }
}
