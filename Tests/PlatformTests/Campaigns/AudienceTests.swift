import ServiceCore
import Store
import Testing

@testable import Platform

/// Case S2.
@Suite struct AudienceTests {
    private func bench() async throws -> LaunchBench {
        let bench = try await LaunchBench(contacts: 50, options: .immediate(rates: .silent))
        try await bench.write(
            "INSERT INTO grp (account, name, created_at) SELECT id, 'clientes', 0 FROM account")
        try await bench.write(
            "INSERT INTO grp_member (grp, contact) SELECT 1, id FROM contact WHERE numid <= 12")
        return bench
    }

    @Test(arguments: [
        ("email:person1", 11), ("example3", 7), ("groups:clientes", 12), ("-groups:clientes", 38),
        ("groups:clientes -email:person1", 8), ("numid:>45", 5),
    ])
    func `a filter names whom the contacts pane would show`(_ query: String, _ count: Int) async throws {
        let bench = try await bench()
        let filter = try await Self.filter(query, on: bench)
        let campaign = try await bench.campaign(
            AudienceSpec(kind: .filter, id: filter, name: "some", query: ""))
        try await bench.launch(campaign)
        try await bench.run(bench.engine(chunk: 4))
        #expect(try await bench.parts(campaign)[.accepted] == count)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `a group is walked in chunks, and who joins after the launch is not part of it`() async throws
    {
        let bench = try await bench()
        let campaign = try await bench.campaign(AudienceSpec(kind: .group, id: 1, name: "clientes"))
        try await bench.launch(campaign)
        let engine = try await bench.engine(chunk: 5)
        try await engine.submit(try await engine.step())
        try await bench.write(
            "INSERT INTO grp_member (grp, contact) SELECT 1, id FROM contact WHERE numid > 12")
        try await bench.run(engine)
        #expect(try await bench.parts(campaign)[.accepted] == 12)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test(arguments: [AudienceSpec.Kind.group, .filter])
    func `who joins in the midst of an audience that is being prepared is not part of it`(
        _ kind: AudienceSpec.Kind
    ) async throws {
        let bench = try await bench()
        try await bench.write("DELETE FROM grp_member WHERE contact % 2 = 1")
        let id = try await kind == .group ? 1 : bench.addFilter("groups:clientes")
        let campaign = try await bench.campaign(
            AudienceSpec(kind: kind, id: id, name: "clientes", query: "groups:clientes"))
        try await bench.launch(campaign)
        let engine = try await bench.engine(chunk: 2)
        try await engine.submit(try await engine.step())
        try await bench.write("INSERT OR IGNORE INTO grp_member (grp, contact) SELECT 1, id FROM contact")
        try await bench.run(engine)
        #expect(try await bench.parts(campaign)[.accepted] == 6)
        #expect(try await bench.number("SELECT count(*) FROM frozen_audience") == 0)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `a launch that cannot be prepared pauses alone, and the others go on`() async throws {
        let bench = try await bench()
        let (broken, sound) = (try await bench.campaign(), try await bench.campaign())
        try await bench.write(
            """
            CREATE TRIGGER broken BEFORE INSERT ON delivery WHEN new.lane = \(broken)
            BEGIN SELECT RAISE(ABORT, 'not this one'); END
            """)
        try await bench.launch(broken)
        try await bench.launch(sound)
        try await bench.run(bench.engine())
        #expect(try await bench.state(sound) == "finished")
        #expect(try await bench.parts(sound)[.accepted] == 50)
        #expect(try await bench.state(broken) == "paused")
        let why = try await bench.text("SELECT state_why FROM campaign WHERE id = ?", [broken])
        #expect(why?.contains("not this one") == true)
    }

    @Test func `a repeated address is a row of its own that is not sent`() async throws {
        let bench = try await bench()
        let list = ["person1@example1.com", "new@example.org", "person1@example1.com"]
        let campaign = try await bench.campaign(AudienceSpec(kind: .list, addresses: list))
        try await bench.launch(campaign)
        try await bench.run(bench.engine(chunk: 2))
        #expect(try await bench.parts(campaign)[.accepted] == 2)
        #expect(try await bench.text("SELECT reason FROM delivery WHERE is_duplicate = 1") == "duplicate")
        #expect(try await bench.number("SELECT count(*) FROM delivery WHERE contact IS NOT NULL") == 2)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `a filter that asks for what nobody has is refused at launch`() async throws {
        let bench = try await bench()
        let filter = try await Self.filter("colour:red", on: bench)
        let campaign = try await bench.campaign(
            AudienceSpec(kind: .filter, id: filter, name: "some", query: ""))
        await #expect(throws: ServiceError.self) { try await bench.launch(campaign) }
        #expect(try await bench.state(campaign) == "draft")
    }

    @Test func `a filter that is gone refuses the launch, whoever has its id now`() async throws {
        let bench = try await bench()
        let other = try await bench.store.write { db in
            try StoreFixture.account(db, username: "other@shop.example")
        }
        let theirs = try await Self.filter("email:person1", of: other, on: bench)
        let campaign = try await bench.campaign(
            AudienceSpec(kind: .filter, id: theirs, name: "some", query: "groups:clientes"))
        let error = await failure { try await bench.launch(campaign) }
        #expect(error?.code == .refused)
        #expect(error?.message == "The filter “some” of “Spring sale” is gone.")
    }

    private static func filter(
        _ query: String, of account: Int64? = nil, on bench: LaunchBench
    ) async throws -> Int64 {
        try await bench.store.write { db in
            try db.insert(
                into: "saved_filter",
                [
                    ("account", account ?? bench.account), ("name", "some"), ("query", query),
                    ("created_at", 0),
                ])
        }
    }
}
