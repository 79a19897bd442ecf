import Foundation
import ServiceCore
import Store

@testable import Platform

/// An account with one of everything that can be deleted, and with what stands beside each of them.
struct FullDesk: StoreBench {
    let fixture: TemporaryPlatform
    var store: PlatformStore { fixture.store }
    static let username = "ops@shop.example"
    /// Every kind of which rows can be deleted and put back.
    static let kinds: [ResourceKind] = [
        .contact, .group, .filter, .variable, .template, .sender, .sendingDomain, .smtpUser, .trackingDomain,
        .webhook, .campaign,
    ]

    init() async throws {
        fixture = try await TemporaryPlatform()
        try await fixture.account(Self.username)
        for (kind, values) in Self.rows {
            try await fixture.create(kind, values.merging(["account": Self.username]) { $1 })
        }
        try await fixture.perform("whitelist", on: [fixture.find(.contact, "kim@a.example")])
        try await fixture.perform("invalidate", on: [fixture.find(.contact, "bo@a.example")])
        try await fixture.store.write { db in try db.execute(SQL(text: Self.besides)) }
    }

    private static let rows: [(ResourceKind, [String: String])] = [
        (.variable, ["name": "brand", "value": "Shop\nfor all"]),
        (.template, ["name": "spring", "html": "<p>Hello</p>", "text": "Hello"]),
        (.filter, ["name": "young", "expression": "age:<30"]),
        (.sender, ["address": "news@shop.example", "dkim_selector": "s1", "dkim_algorithm": "ed25519"]),
        (.sendingDomain, ["domain": "shop.example", "dkim_algorithm": "ed25519"]),
        (.trackingDomain, ["domain": "click.shop.example"]),
        (.smtpUser, ["hourly_limit": "50", "total_limit": "500"]),
        (.webhook, ["url": "https://hook.shop.example/in"]),
        (.contact, ["email": "kim@a.example", "groups": "norte,vip", "first_name": "Kim", "age": "40"]),
        (.contact, ["email": "bo@a.example", "groups": "norte", "last_name": "Añón"]),
        (.contact, ["email": "cy@a.example"]),
        (.campaign, ["title": "Spring", "subject": "Spring", "text": "Hello", "audience": "all contacts"]),
        (
            .campaign,
            ["title": "Orders", "type": "api", "subject": "Order", "text": "Hi", "audience": "all contacts"]
        ),
    ]

    /// What people and the engine leave beside those rows.
    private static let besides = """
        INSERT INTO suppression (account, channel, address, reason, at)
            SELECT id, 'email', 'cy@a.example', 'bounce', 5 FROM account;
        INSERT INTO recipient (account, address, status, changed_at)
            SELECT id, 'bo@a.example', 'inactive', 6 FROM account;
        UPDATE smtp_user SET used_total = 7, highest_hour = 3;
        INSERT INTO smtp_user_hour (smtp_user, hour, used) SELECT id, 3, 7 FROM smtp_user;
        UPDATE campaign SET template = (SELECT id FROM template), smtp_user = (SELECT id FROM smtp_user);
        INSERT INTO hook_out (account, hook, endpoint, url, event, event_at, body, next_at, created_at)
            SELECT account, id, 'hook.shop.example', '', 1, 1, '{}', 9, 1 FROM hook;
        INSERT INTO event (account, kind, at, contact, source, detail)
            SELECT account, 12, 8, id, 'edit', 'of ' || email FROM contact;
        """

    /// All rows but those of the books, column by column with their types; what a search rebuilds is left out.
    func picture() async throws -> [String] {
        try await fixture.store.read { db in
            let tables = try String.fetchAll(
                db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            return try tables.filter { !Self.isLeftOut($0) }.flatMap { table in
                let rows = try SQLRow.fetchAll(db, "SELECT * FROM \(sql: table)")
                return rows.map { row in
                    "\(table) "
                        + zip(row.columnNames, row.values).map { "\($0)=\($1)" }.joined(separator: " ")
                }.sorted()
            }
        }
    }

    private static let books: Set = ["audit", "deleted_row", "grdb_migrations", "meta"]

    private static func isLeftOut(_ table: String) -> Bool {
        books.contains(table) || table.hasPrefix("sqlite_")
            || ContactIndices.texts.contains { table.hasPrefix($0.name) }
    }
}
