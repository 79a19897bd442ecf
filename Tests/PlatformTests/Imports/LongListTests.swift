import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// Lists too long for one transaction: ended, cancelled, cut off.
@Suite struct LongListTests {
    private func intake(_ bench: ListBench, loadingFrom count: Int) -> ListIntake {
        ContactKind(context: bench.platform.platform.context).intake(loadingFrom: count)
    }

    @Test(arguments: [5_500, 1_000_000])
    func `a long list comes in, is found and is taken back`(loadingFrom: Int) async throws {
        let bench = try await ListBench()
        try await bench.people.suppress("p77@a.test")
        let before = try await bench.state()
        let (report, outcome) = try await intake(bench, loadingFrom: loadingFrom).take(
            .contacts(6_200), ListOrder(), ListWatch())
        #expect(report[.new] == 6_200)
        #expect(try await bench.platform.find(.contact, "p77@a.test")["state"].plainText == "suppressed")
        #expect(try await bench.platform.all(.group).first?["contacts"].plainText == "6200")
        let found = try await bench.platform.require(bench.platform.operations(.contact).list)
            .page(
                ListRequest(
                    filter: try FilterParser(schema: ResourceSchema(of: Contact.self), now: Date()).parse(
                        "P6199")))
        #expect(found.items.map(\.name) == ["p6199@a.test"])
        try await bench.platform.undo(outcome)
        #expect(try await bench.state() == before)
    }

    @Test func `one contact that lines of different portions name is changed once`() async throws {
        let bench = try await ListBench()
        try await bench.people.contact("ana@a.test", ["phone": "+34600112233", "first_name": "Old"])
        let before = try await bench.state()
        let others = (1...6_100).map { "p\($0)@a.test,,P\($0)" }
        let rows = ["email,phone,first_name", "ana@a.test,,New"] + others + [",+34600112233,Newer"]
        let text = rows.joined(separator: "\n")
        let dry = try await bench.look(text)
        let (report, outcome) = try await bench.take(text)
        #expect(report.sentence == "6,100 new, 1 changed, 0 the same, 1 refused")
        #expect(report.examples[.refused] == ["line 6,103: the same as in line 2"])
        #expect(dry.sentence == report.sentence && dry.examples == report.examples)
        #expect(try await bench.platform.find(.contact, "ana@a.test")["first_name"].plainText == "New")
        let undone = try await bench.platform.undo(outcome)
        #expect(undone.message == "undone: import of list.csv" && undone.isAsWished)
        #expect(try await bench.state() == before)
    }

    @Test(arguments: [5_500, 1_000_000])
    func `a cancelled list leaves everything as it was`(loadingFrom: Int) async throws {
        let bench = try await ListBench()
        try await bench.people.contact("p6000@a.test", ["first_name": "Old"])
        let before = try await bench.state()
        let intake = intake(bench, loadingFrom: loadingFrom)
        let failed = await failure {
            try await withThrowingTaskGroup(of: ListReport.self) { group in
                group.addTask {
                    try await intake.take(
                        .contacts(9_000), ListOrder(),
                        ListWatch(progress: { if $0.rows >= 8_000 { withUnsafeCurrentTask { $0?.cancel() } } }
                        )
                    ).0
                }
                return try await group.next()
            }
        }
        #expect(failed?.message == "The import was cancelled; everything is as it was.")
        #expect(try await bench.state() == before)
        #expect(try await bench.count("list_import") == 0)
        #expect(try await bench.people.store.meta(.bulkLoad) == nil)
    }

    /// A list whose first row is there, of a process that ended.
    private func cutOff(_ bench: ListBench, loading: Bool) async throws -> Int64 {
        let account = bench.people.account
        let rows = ContactListRows(connection: "embedded", owner: account)
        let entry = try ContactEntry(
            ListCells(
                ListRecord(line: 2, cells: ["ana@a.test", "spring"], fault: nil),
                try ListColumns(try ListReader(.of("email,groups\n")), .contact)), "embedded")
        return try await bench.platform.platform.context.editor.edit { session in
            let db = session.database
            let list = try ImportLog.begin(.contact, account: account, at: session.now, in: db)
            try rows.write([(entry, .new)], in: session).write(of: list, in: db)
            // Of another start of the machine.
            try db.execute("UPDATE list_import SET owner = 'gone 1 1'")
            guard loading else { return list }
            try BulkLoad.begin(db, owner: .own)
            try MetaKey.bulkLoad.set("gone 1 1", in: db)
            return list
        }
    }

    @Test func `a list that is given up says what somebody has touched meanwhile`() async throws {
        let bench = try await ListBench()
        let taking = ImportTaking(bench.platform.platform.context, ContactListReverting())
        let untouched = try await cutOff(bench, loading: false)
        #expect(await taking.abandon(untouched, nil) == 0)
        #expect(try await bench.count("contact") == 0)
        let touched = try await cutOff(bench, loading: false)
        try await bench.platform.perform(
            "whitelist", on: [try await bench.platform.find(.contact, "ana@a.test")])
        #expect(await taking.abandon(touched, nil) == 1)
        #expect(try await bench.count("contact") == 1)
        #expect(try await bench.count("list_import") == 0)
        #expect(await taking.abandon(touched, nil) == nil)
    }

    @Test func `what a dead process left of a list is taken back at the next opening`() async throws {
        let bench = try await ListBench()
        _ = try await cutOff(bench, loading: true)
        #expect(try await bench.count("contact") == 1)
        await bench.platform.platform.close()
        let reader = try PlatformStore.open(URL(filePath: bench.platform.path), readOnly: true)
        let notice = try await reader.cutOffNotice()
        #expect(
            notice
                == "An import was cut off: 1 row of it is still here, until the next start without --read-only."
        )
        try reader.close()
        let store = try PlatformStore.open(URL(filePath: bench.platform.path))
        defer { try? store.close() }
        #expect(try await store.cutOffNotice() == nil)
        let left = try await store.read { db in
            (
                try Int.fetchOne(db, "SELECT (SELECT count(*) FROM contact) + (SELECT count(*) FROM grp)"),
                try Int.fetchOne(db, "SELECT count(*) FROM list_import"), try MetaKey.bulkLoad.value(in: db)
            )
        }
        #expect(left.0 == 0 && left.1 == 0 && left.2 == nil)
    }

    @Test func `another opening leaves a list that is coming in alone`() async throws {
        let bench = try await ListBench()
        try await bench.platform.platform.context.editor.edit { session in
            _ = try ImportLog.begin(
                .contact, account: bench.people.account, at: session.now, in: session.database)
        }
        let second = try PlatformStore.open(URL(filePath: bench.platform.path))
        defer { try? second.close() }
        #expect(try await bench.count("list_import") == 1)
    }

    @Test func `processes are told apart from those that had their number before`() {
        #expect(ProcessMark.own.isAlive)
        #expect(
            !ProcessMark(text: ProcessMark.own.text + "1").isAlive && !ProcessMark(text: "running").isAlive)
    }
}
