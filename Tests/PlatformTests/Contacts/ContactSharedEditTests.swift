import Foundation
import ServiceCore
import Testing

@testable import Platform

/// The same change to several contacts: one transaction, one undo.
@Suite struct ContactSharedEditTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws {
        people = try await PeopleFixture()
        try await people.contact("ana@example.test", ["groups": "news, trial", "first_name": "Ana"])
        try await people.contact("bo@example.test", ["groups": "VIP", "fields": "city=Vigo"])
        try await people.contact("cy@example.test", ["phone": "+34600123456"])
    }

    private var kind: MergedKind {
        get throws { try #require(MergedKind(.contact, of: [fixture.platform.connection])) }
    }

    private func rows() async throws -> [ServiceCore.Row] {
        try await fixture.all(.contact).sorted { $0.name < $1.name }
    }

    private func plan(_ edits: [FieldEdit]) async throws -> SharedEdit.Plan {
        try await kind.sharedEdit(of: try await rows()).plan(edits) { $1 }
    }

    @Test func `groups are added, those who are in it already are counted, and one undo takes all back`()
        async throws
    {
        let before = try await people.state()
        let plan = try await plan([FieldEdit("groups", .add, "vip")])
        #expect(plan.dryRun.sentence == "2 change, 1 is so already")
        let outcome = try await kind.submit(plan.filled)
        #expect(outcome.message == "2 contacts changed")
        #expect(
            try await rows().map { Set($0["groups"].plainText.lowercased().split(separator: ", ")) }
                == [["news", "trial", "vip"], ["vip"], ["vip"]])
        #expect(try await fixture.all(.group).count == 3, "no second group of another case")
        let undone = try await #require(outcome.reversal).undo()
        #expect(undone.rows.count == 2)
        #expect(try await people.state() == before)
        #expect(
            try await fixture.audited().prefix(4).allSatisfy {
                $0.hasPrefix("undo ") || $0.hasPrefix("edit ")
            })
    }

    @Test func `fields are set and texts emptied, the rest of each row stays its own`() async throws {
        let plan = try await plan([FieldEdit("fields", .add, "plan=pro"), FieldEdit("first_name", .set, "")])
        _ = try await kind.submit(plan.filled)
        let rows = try await rows()
        #expect(rows.map { $0["fields"].plainText } == ["plan=pro", "city=Vigo, plan=pro", "plan=pro"])
        #expect(rows.map { $0["first_name"].plainText } == ["", "", ""])
        #expect(rows[2]["phone"].plainText == "+34600123456")
    }

    @Test func `one row that has changed since keeps all as they were`() async throws {
        let plan = try await plan([FieldEdit("last_name", .set, "Bo")])
        try await fixture.edit(try await rows()[1], ["first_name": "Kim"])
        let before = try await people.state()
        let error = await failure { try await kind.submit(plan.filled) }
        #expect(error?.code == .conflict)
        #expect(try await people.state() == before)
    }

    @Test func `what no row takes is wrong as it was typed`() async throws {
        let error = await failure { try await plan([FieldEdit("sex", .set, "Q")]) }
        #expect(error?.code == .invalid && error?.field == "sex")
    }

    @Test func `an address in several accounts stands for each of them, in one for its own`() async throws {
        try await fixture.account("other@shop.example")
        _ = try await fixture.create(
            .contact, ["account": "other@shop.example", "email": "ANA@example.test"])
        let list = TypedList("Ana <ana@example.test>, ghost@example.test, +34 600 123 456")
        let found = try await kind.rows(listed: list.keys)
        #expect(found.rows.map(\.name) == ["ana@example.test", "ANA@example.test"])
        #expect(found.foundCount == 1 && found.unknown == ["ghost@example.test"])
        let own = Filter([FilterTerm(.account(PeopleFixture.username))])
        #expect(try await kind.rows(listed: list.keys, in: own).rows.map(\.name) == ["ana@example.test"])
        #expect(try await kind.rows(listed: ["+34600123456"]).rows.map(\.name) == ["cy@example.test"])
    }
}
