import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Lists of contacts: looked at, taken in, taken back.
@Suite struct ContactListTests {
    private static let list = """
        email,First name,Groups,phone,City
        kim@example.test,Kim,vip,,Porto
        ana@a.test,Ana,"spring, vip",+34600112233,Lisbon
        BO@b.test,Bo,,,
        bo@b.test,Again,,,
        nobody,No,,,
        cy@c.test,Cy,,12,
        same@d.test,,,,
        """

    private func bench() async throws -> ListBench {
        let bench = try await ListBench()
        try await bench.people.contact("kim@example.test", ["first_name": "Old", "groups": "old"])
        try await bench.people.contact("same@d.test")
        return bench
    }

    @Test func `a dry run says what would be and changes nothing`() async throws {
        let bench = try await bench()
        let before = try await bench.state()
        let report = try await bench.look(Self.list)
        #expect(report.sentence == "2 new, 1 changed, 1 the same, 3 refused")
        #expect(report.examples[.new] == ["ana@a.test", "BO@b.test"])
        #expect(report.examples[.changed] == ["kim@example.test"])
        #expect(
            report.examples[.refused]?.first == "line 5: the same as in line 4")
        #expect(report.columns.taken.map(\.target.name) == ["email", "first_name", "groups", "phone"])
        #expect(report.columns.ignored == ["City"] && report.newGroups == ["spring", "vip"])
        #expect(try await bench.state() == before)
    }

    @Test func `what is taken in is one entry of the trail and taken back as one`() async throws {
        let bench = try await bench()
        let before = try await bench.state()
        let entries = try await bench.platform.audited().count
        let dry = try await bench.look(Self.list)
        let (report, outcome) = try await bench.take(Self.list)
        #expect(report.sentence == dry.sentence)
        #expect(outcome.message == "list.csv: 2 new, 1 changed, 1 the same, 3 refused")
        #expect(try await bench.platform.audited().count == entries + 1)
        #expect(try await bench.platform.audited().first == "import list.csv")
        let kim = try await bench.platform.find(.contact, "kim@example.test")
        #expect(kim["first_name"].plainText == "Kim" && kim["groups"].plainText == "old, vip")
        let bo = try await bench.platform.find(.contact, "bo@b.test")
        #expect(bo["email"].plainText == "BO@b.test" && bo["operation"].plainText == "new")
        let undone = try await bench.platform.undo(outcome)
        #expect(undone.message == "undone: import of list.csv" && undone.isAsWished)
        #expect(try await bench.state() == before)
        #expect(try await bench.platform.audited().first == "undo list.csv")
    }

    @Test func `an import is taken back by its entry when the program has been started again`() async throws {
        let bench = try await bench()
        let before = try await bench.state()
        try await bench.take(Self.list)
        let entry = try #require(
            try await bench.platform.all(.audit).first { $0["what"].plainText == "import" })
        // Through the trail alone, as another process has it.
        try await bench.platform.perform("restore", on: [entry])
        #expect(try await bench.state() == before)
        let again = await failure { try await bench.platform.perform("restore", on: [entry]) }
        #expect(again?.message == "Nothing of the import is kept.")
    }

    @Test func `rows that somebody has touched since stay, and that is said`() async throws {
        let bench = try await bench()
        let (_, outcome) = try await bench.take(Self.list)
        try await bench.platform.edit(
            try await bench.platform.find(.contact, "ana@a.test"), ["last_name": "Silva"])
        try await bench.platform.perform(
            "whitelist", on: [try await bench.platform.find(.contact, "kim@example.test")])
        let undone = try await bench.platform.undo(outcome)
        #expect(undone.message == "undone: import of list.csv, but for 2 rows" && !undone.isAsWished)
        #expect(try await bench.platform.find(.contact, "ana@a.test")["last_name"].plainText == "Silva")
        #expect(try await bench.platform.find(.contact, "kim@example.test")["first_name"].plainText == "Kim")
        #expect(try await bench.count("contact") == 3)
    }

    @Test func `a mark that an address had before goes back to it`() async throws {
        let bench = try await ListBench()
        try await bench.people.store.write { [account = bench.people.account] db in
            try db.execute(
                "INSERT INTO whitelist (account, address, at) VALUES (\(account), 'ana@a.test', 7)")
        }
        let (_, outcome) = try await bench.take("email\nana@a.test\n")
        #expect(try await bench.platform.find(.contact, "ana@a.test")["whitelisted"].plainText == "yes")
        try await bench.platform.undo(outcome)
        #expect(try await bench.count("whitelist") == 1)
        #expect(try await bench.count("contact") == 0)
    }

    @Test(arguments: [false, true])
    func `a mark goes back to the address that a contact known by number got`(isMarked: Bool) async throws {
        let bench = try await ListBench()
        let known = try await bench.people.contact("", ["phone": "+34600112233"])
        if isMarked { try await bench.platform.perform("whitelist", on: [known]) }
        try await bench.people.write(
            "INSERT INTO whitelist (account, address, at) VALUES (\(bench.people.account), 'ana@a.test', 7)")
        let before = try await bench.state()
        let (report, outcome) = try await bench.take("email,phone\nAna@a.test,+34600112233\n")
        #expect(report[.changed] == 1)
        #expect(try await bench.count("whitelist") == 0)
        try await bench.platform.undo(outcome)
        #expect(try await bench.state() == before)
        #expect(try await bench.people.text("SELECT address || ' ' || at FROM whitelist") == "ana@a.test 7")
    }

    @Test func `a number that is another contact's refuses the row`() async throws {
        let bench = try await ListBench()
        try await bench.people.contact("ana@a.test", ["phone": "+34600112233"])
        let report = try await bench.look("email,phone\nbo@b.test,+34 600 11 22 33\n,+34600112233\n")
        // The second is the same number as the first of the list.
        #expect(
            report.examples[.refused] == [
                "line 3: the same as in line 2",
                "line 2: the account has another contact “+34600112233” already",
            ])
        let own = try await bench.look("phone,first_name\n+34600112233,Ana\n")
        #expect(own[.changed] == 1)
    }

    @Test func `of two rows that name one contact otherwise the first counts`() async throws {
        let bench = try await ListBench()
        try await bench.people.contact("ana@a.test", ["phone": "+34600112233", "first_name": "Old"])
        let before = try await bench.state()
        for rows in [["Ana@a.test,,New", ",+34600112233,Newer"], [",+34600112233,New", "ana@a.test,,Old"]] {
            let text = (["email,phone,first_name"] + rows).joined(separator: "\n")
            let dry = try await bench.look(text)
            let (report, outcome) = try await bench.take(text)
            #expect(report.sentence == "0 new, 1 changed, 0 the same, 1 refused")
            #expect(report.examples[.refused] == ["line 3: the same as in line 2"])
            #expect(dry.sentence == report.sentence && dry.examples == report.examples)
            #expect(try await bench.platform.find(.contact, "ana@a.test")["first_name"].plainText == "New")
            try await bench.platform.undo(outcome)
            #expect(try await bench.state() == before)
        }
    }

    @Test func `nothing new leaves nothing to take back`() async throws {
        let bench = try await bench()
        let entries = try await bench.platform.audited()
        let (report, outcome) = try await bench.take("email\nsame@d.test\n")
        #expect(report[.same] == 1 && !outcome.isEdit && outcome.reversal == nil)
        #expect(try await bench.platform.audited() == entries)
        #expect(try await bench.count("list_import") == 0)
        let (none, _) = try await bench.take("email\n")
        #expect(none.total == 0)
    }

    @Test func `with several accounts a list says whose rows it brings`() async throws {
        let bench = try await ListBench()
        try await bench.platform.account("two@shop.example")
        let unsaid = await failure { try await bench.look("email\na@a.test\n") }
        #expect(unsaid?.field == "account" && unsaid?.code == .invalid)
        var order = ListOrder()
        order.owner = "two@shop.example"
        try await bench.take("email\na@a.test\n", .contact, order)
        #expect(
            try await bench.platform.find(.contact, "a@a.test")["account"].plainText == "two@shop.example")
    }

    @Test func `what was exported comes in as it was`() async throws {
        let bench = try await ListBench()
        let contact = try await bench.people.contact(
            "ana@a.test", ["phone": "+34600112233", "first_name": "=Ana, \"A\"", "fields": "city=Lisbon"])
        let fields = RowCSV.fields(of: contact.schema)
        let text = RowCSV.header(fields) + RowCSV.line(contact, fields: fields)
        #expect(try await bench.look(text).sentence == "0 new, 0 changed, 1 the same, 0 refused")
        _ = try await bench.platform.delete([contact])
        try await bench.take(text)
        let back = try await bench.platform.find(.contact, "ana@a.test")
        for field in ["email", "phone", "first_name", "fields", "channels"] {
            #expect(back[field] == contact[field], "\(field)")
        }
    }
}
