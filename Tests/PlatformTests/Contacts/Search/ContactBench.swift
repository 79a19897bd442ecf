import Foundation
import ServiceCore
import Store

@testable import Platform

/// A platform with random contacts, and the same contacts in memory to compare with.
final class ContactBench: Sendable {
    let fixture: TemporaryPlatform

    /// Two accounts, of which the first has two thirds of the contacts, loaded as sample data is.
    init(contacts count: Int = 3_000, seed: Int = 7) async throws {
        fixture = try await TemporaryPlatform()
        let now = fixture.clock.now.storedTime
        try await fixture.store.writeRelaxed { db in
            let first = try StoreFixture.account(db, username: "marta@acme.example")
            let second = try StoreFixture.account(db, username: "hello@bluebird.example")
            let people = SampleContacts(slots: [first, first, second], seed: seed, now: now)
            let load = SampleLoad(contacts: people, count: count, report: { _ in })
            try load.run(in: db)
            try Self.insertGroupsAndSuppressions(db)
            try db.execute(
                """
                UPDATE contact SET email = NULL, search = char(1) || substr(search, instr(search,
                char(1)) + 1)
                WHERE id % 17 = 0 AND phone IS NOT NULL
                """)
            try load.finish(in: db)
        }
    }

    private static func insertGroupsAndSuppressions(_ db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO grp (id, account, name, created_at)
            VALUES (1, 1, 'newsletter', 0), (2, 1, 'spring list', 0), (3, 2, 'Réunion', 0);
            INSERT INTO grp_member (grp, contact) SELECT 1, id FROM contact WHERE account = 1 AND numid
            % 2 = 0;
            INSERT INTO grp_member (grp, contact) SELECT 2, id FROM contact WHERE account = 1 AND numid < 90;
            INSERT INTO grp_member (grp, contact) SELECT 3, id FROM contact WHERE account = 2 AND numid < 40;
            INSERT INTO suppression (account, channel, address, reason, at)
            SELECT account, 'email', email, CASE numid % 2 WHEN 0 THEN 'complaint' ELSE 'bounce' END, 0
            FROM contact WHERE numid % 41 = 0;
            INSERT INTO recipient (account, address, status, changed_at)
            SELECT account, email, CASE numid % 2 WHEN 0 THEN 'inactive' ELSE 'active' END, 0
            FROM contact WHERE numid % 23 = 0;
            """)
    }

    var list: Listing<Row> {
        get throws { try fixture.require(fixture.operations(.contact).list) }
    }

    func filter(_ text: String) throws -> Filter {
        try FilterParser(schema: ResourceSchema(of: Contact.self), now: fixture.clock.now).parse(text)
    }

    func page(
        _ text: String = "", by order: RowOrder = RowOrder("email"),
        _ position: ListRequest.Position = .start,
        limit: Int = 40
    ) async throws -> ListPage<Row> {
        try await list.page(
            ListRequest(filter: filter(text), sort: order, position: position, limit: limit))
    }

    /// Everybody, read without windows or search.
    func everybody() async throws -> [Contact] {
        try await fixture.store.read { db in
            let ids = try Int64.fetchAll(db, "SELECT id FROM contact ORDER BY id")
            return try ContactRows(db: db, connection: "embedded").contacts(ids)
        }
    }

    typealias Row = ServiceCore.Row
}

/// What windows and search should give, worked out one contact at a time.
enum ContactReference {
    static func passes(_ contact: Contact, word: String) -> Bool {
        let needle = TextFolding.fold(word)
        return [contact.email, contact.fullName, contact.phone].contains {
            TextFolding.fold($0).contains(needle)
        }
    }

    /// The order that a loaded list has.
    static func sorted(_ contacts: [Contact], by order: RowOrder) -> [ResourceID] {
        let schema = ResourceSchema(of: Contact.self)
        return contacts.map { ServiceCore.Row($0, schema: schema) }.sorted(by: order).map(\.id)
    }
}
