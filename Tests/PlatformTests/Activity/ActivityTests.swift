import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct ActivityTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws {
        people = try await PeopleFixture()
        try await fixture.account("other@shop.example")
        try await people.contact("kim@example.test")
        try await people.write(
            """
            INSERT INTO campaign (uuid, account, numid, channel, type, title, created_at, updated_at)
            VALUES ('c1', 1, 1, 'email', 'normal', 'Spring sale', 0, 0), ('c2', 2, 1, 'email', 'normal', 'Été', 0, 0)
            """)
        try await people.write(
            "INSERT INTO batch (uuid, account, campaign, channel, created_at) VALUES ('ee-1', 1, 1, 'email', 0)"
        )
        try await people.write("INSERT INTO submission (batch, source, created_at) VALUES (1, 'launch', 0)")
        try await people.write(
            """
            INSERT INTO delivery (submission, batch, ordinal, address, contact, state, changed_at)
            VALUES (1, 1, 1, 'kim@example.test', 1, 5, 0), (1, 1, 2, 'lee@example.net', NULL, 5, 0)
            """)
        try await people.write("INSERT INTO link (campaign, url) VALUES (1, 'https://shop.example/sale')")
        let base: Int64 = 1_770_000_000_000
        try await event(.accepted, base, delivery: 1, contact: 1, campaign: 1, detail: "250 ok")
        try await event(.accepted, base, delivery: 2, campaign: 1, detail: "250 ok")
        try await event(.open, base + 1000, delivery: 1, contact: 1, campaign: 1)
        try await event(.click, base + 2000, delivery: 1, contact: 1, campaign: 1, link: 1)
        try await event(.bounceHard, base + 3000, delivery: 2, campaign: 1, detail: "550 5.1.1 no such user")
        try await event(
            .whitelisted, base + 4000, contact: 1, address: "kim@example.test", detail: "by kim@console")
        try await event(.complaint, base + 5000, account: 2, campaign: 2, address: "zoe@example.org")
    }

    private func event(
        _ kind: EventKind, _ at: Int64, account: Int64 = 1, delivery: Int64? = nil,
        contact: Int64? = nil, campaign: Int64? = nil, address: String? = nil, detail: String? = nil,
        link: Int64? = nil
    ) async throws {
        _ = try await fixture.store.write { db in
            try db.insert(
                into: "event",
                [
                    ("account", account), ("kind", kind.number), ("at", at), ("delivery", delivery),
                    ("batch", delivery == nil ? nil : 1), ("campaign", campaign), ("contact", contact),
                    ("address", address), ("source", "sandbox"), ("detail", detail), ("link", link),
                ])
        }
    }

    private func ids(_ filter: String) async throws -> String {
        let rows = try fixture.rows(.event)
        let now = Date(timeIntervalSince1970: 1_770_000_006)
        let parsed = try FilterParser(schema: rows.schema, now: now).parse(filter)
        let list = try #require(rows.operations.list)
        let page = try await list.page(ListRequest(filter: parsed))
        let count = try await list.count?(parsed)
        #expect(count == page.items.count)
        return page.items.map(\.id.native).joined(separator: " ")
    }

    @Test(arguments: [
        "sender:news", "headers:X-Order", "unique:yes", "subject:sale", "archived_text:hello",
        "message_bytes:>1", "attachment_bytes:>1",
    ])
    func `a field that other platforms fill has no row here, and every row negated`(
        filter: String
    ) async throws {
        #expect(try await ids(filter) == "")
        #expect(try await ids("-\(filter)") == "7 6 5 4 3 2 1")
    }

    @Test(arguments: [
        ("", "7 6 5 4 3 2 1"), ("kind:bounce", "5"), ("kind:accepted", "2 1"),
        ("-kind:accepted", "7 6 5 4 3"),
        ("person:kim", "6 4 3 1"), ("person:=lee@example.net", "5 2"), ("person:=zoe@example.org", "7"),
        ("lee@example.net", "5 2"), ("campaign:spring", "5 4 3 2 1"), ("campaign:ete", "7"),
        ("campaign:spring kind:click", "4"), ("account:other", "7"), ("account:ops kind:accepted", "2 1"),
        ("since:3s", "7 6 5"), ("after:2026-02-02T02:40:04Z", "7 6"), ("before:2026-02-02T02:40:01Z", "2 1"),
        ("link:sale", "4"), ("reply:5.1.1", "5"), ("reply:250 -person:kim", "2"), ("spring lee", "5 2"),
        ("bounce_type:hard", "5"), ("batch:ee-1 kind:view", "3"),
        ("account:nobody", ""),
        ("person:absent", ""), ("-person:kim", "7 5 2"), ("platform:embedded kind:click", "4"),
    ])
    func `a filter is answered by the store`(filter: String, wanted: String) async throws {
        #expect(try await ids(filter) == wanted)
    }

    @Test func `a row shows person, campaign, batch, reply, link and bounce`() async throws {
        let bounce = try await fixture.find(.event, "5")
        let click = try await fixture.find(.event, "4")
        let own = try await fixture.find(.event, "6")
        #expect(bounce["person"] == .text("lee@example.net"))
        #expect(bounce["campaign"] == .text("Spring sale"))
        #expect(bounce["reply"] == .text("550 5.1.1 no such user"))
        #expect(bounce["bounce_type"] == .text("hard"))
        #expect(bounce["batch"] == .text("ee-1"))
        #expect(bounce["account"] == .text(PeopleFixture.username))
        #expect(click["link"] == .text("https://shop.example/sale"))
        #expect(own["person"] == .text("kim@example.test"))
        #expect(own["time"] == .date(Date(timeIntervalSince1970: 1_770_000_004)))
    }

    @Test(arguments: ["", "kind:accepted", "person:kim", "account:ops"], [true, false])
    func `windows follow one another both ways`(filter: String, isAscending: Bool) async throws {
        let rows = try fixture.rows(.event)
        let parsed = try FilterParser(schema: rows.schema, now: fixture.clock.now).parse(filter)
        let list = try #require(rows.operations.list)
        let order = RowOrder("time", ascending: isAscending)
        let all = try await list.page(ListRequest(filter: parsed, sort: order)).items.map(\.id)
        var walked: [ResourceID] = []
        var position = ListRequest.Position.start
        while let page = try? await list.page(
            ListRequest(filter: parsed, sort: order, position: position, limit: 1)),
            let row = page.items.first
        {
            walked.append(row.id)
            position = .after(row.id)
            #expect(page.hasMore == (walked.count < all.count))
        }
        let last = try #require(all.last)
        let before = try await list.page(
            ListRequest(filter: parsed, sort: order, position: .before(last), limit: 1))
        let end = try await list.page(ListRequest(filter: parsed, sort: order, position: .end, limit: 2))
        let middle = try await list.page(
            ListRequest(filter: parsed, sort: order, position: .offset(1), limit: 1))
        #expect(walked == all)
        #expect(before.items.map(\.id) == [all[all.count - 2]])
        #expect(end.items.map(\.id) == Array(all.suffix(2)))
        #expect(middle.items.map(\.id) == [all[1]])
    }

    @Test(
        arguments: ["spring", "reply:250", "-person:kim", "whitelisted", "nowhere", "since:3s"],
        [1, 2, 3, 50])
    func `rare rows are shown as they are found, and none is lost`(filter: String, stretch: Int) async throws
    {
        let schema = try fixture.rows(.event).schema
        let parsed = try FilterParser(
            schema: schema, now: Date(timeIntervalSince1970: 1_770_000_006)
        ).parse(filter)
        let expected = try await ids(filter)
        let walked = try await fixture.store.read { db in
            let queries = EventQueries(connection: "embedded", stretch: stretch)
            var walked: [String] = []
            var position = ListRequest.Position.start
            while true {
                let page = try queries.page(ListRequest(filter: parsed, position: position, limit: 3), in: db)
                walked += page.items.map(\.id.native)
                guard page.hasMore, let last = page.items.last else { return walked }
                position = .after(last.id)
            }
        }
        #expect(walked.joined(separator: " ") == expected)
    }

    @Test func `only time sorts, and the others say why`() async throws {
        let list = try #require(try fixture.operations(.event).list)
        let error = await failure { try await list.page(ListRequest(sort: RowOrder("person"))) }
        #expect(list.sortable == [RowOrder("time", ascending: false)])
        #expect(list.unsortable["person"]?.isEmpty == false)
        #expect(error?.code == .unsupported)
    }

    @Test(arguments: [
        ("", "event_at"), ("since:7d", "event_at"), ("kind:complaint", "event_account"),
        ("account:ops", "event_account"), ("campaign:spring", "event_campaign"),
        ("person:kim", "event_contact"), ("kim@example.test", "event_contact"),
    ])
    func `a window is read along an index, whatever is asked`(filter: String, index: String) async throws {
        let schema = try fixture.rows(.event).schema
        let parsed = try FilterParser(schema: schema, now: fixture.clock.now).parse(filter)
        let plan = try await fixture.store.read { db in
            let window = try EventQueries(connection: "embedded").window(parsed, isAscending: false, in: db)
            return try window.plan(after: 5, limit: 50)
        }
        #expect(plan.contains("INDEX \(index) "), "\(plan)")
        #expect(!plan.contains("SCAN e\n"), "\(plan)")
        if index == "event_at" { #expect(!plan.contains("TEMP B-TREE"), "\(plan)") }
    }
}
