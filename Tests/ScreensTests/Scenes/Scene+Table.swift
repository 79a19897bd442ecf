import ServiceCore
import Terminal

@testable import ViewModels

extension Scene {
    static let columns = [
        ColumnSnapshot(
            field: "email", title: "EMAIL", isRightAligned: false, priority: 0, minimumWidth: 16,
            maximumWidth: 44, truncatesMiddle: true, sort: .ascending),
        column("name", "NAME", 3, 10, 24),
        column("state", "STATE", 1, 7, 12),
        column("whitelisted", "WHITELIST", 2, 9, 9),
        column("groups", "GROUPS", 6, 8, 24),
        column("sent", "SENT", 5, 5, 9, right: true),
        column("last_event", "LAST EVENT", 4, 16, 20),
        column("platform", "PLATFORM", 7, 8, 14),
        column("account", "ACCOUNT", 8, 8, 24),
    ]

    private static func column(
        _ field: String, _ title: String, _ priority: Int, _ minimum: Int, _ maximum: Int, right: Bool = false
    ) -> ColumnSnapshot {
        ColumnSnapshot(
            field: field, title: title, isRightAligned: right, priority: priority, minimumWidth: minimum,
            maximumWidth: maximum, truncatesMiddle: false, sort: nil)
    }

    static func table(rows: Int = 30, of total: Int = 12_344, cursor: Int? = 3) -> TableSnapshot {
        TableSnapshot(
            title: "Contacts", filter: "", summary: "\(total) · 2 marked · by email ▲", stale: "",
            columns: columns, scrolledColumns: 0, rows: (0..<rows).map(row), cursor: cursor, message: nil,
            position: .init(first: 0, total: total))
    }

    static func emptyTable(_ message: TableMessage, filter: String = "") -> TableSnapshot {
        var table = table(rows: 0, cursor: nil)
        table.summary = ""
        table.filter = filter
        table.position = nil
        table.message = message
        return table
    }

    static func row(_ index: Int) -> TableRowSnapshot {
        let person = people[index % people.count]
        let email = index < people.count ? person.email : "\(index).\(person.email)"
        let state: (String, StateWord.Tone) = index % 7 == 4 ? ("INVALID", .bad) : ("active", .good)
        let isWhitelisted = index % 5 == 2
        return TableRowSnapshot(
            isMarked: index == 1 || index == 6,
            cells: [
                cell(email), cell(person.name), cell(state.0, state.1),
                CellSnapshot(
                    text: isWhitelisted ? "[x]" : "[ ]", tone: isWhitelisted ? .good : nil,
                    isChanged: index == 2),
                cell(["newsletter", "newsletter, vip", "", "beta"][index % 4]),
                CellSnapshot(text: "\((index * 7919) % 5_000)", tone: nil, isChanged: index == 5),
                cell("2026-11-\(10 + index % 12) 14:0\(index % 10)"),
                cell(["embedded", "dmds", "sendclean"][index % 3]), cell("acme-retail"),
            ])
    }

    private static func cell(_ text: String, _ tone: StateWord.Tone? = nil) -> CellSnapshot {
        CellSnapshot(text: text, tone: tone, isChanged: false)
    }

    private static let people: [(email: String, name: String)] = [
        ("ana.lima@example.org", "Ana Lima"), ("bo@example.net", "Bo Åkesson"),
        ("cy.young@example.com", "Cy Young"), ("kim@example.test", "Kim Seo-yeon 김서연"),
        ("a.very.long.address.with.many.parts@department.of.long.names.example.org", "Lee"),
        ("joe@example.com", "Joe Bloggs"), ("mai@example.test", "田中 麻衣"), ("rené@example.fr", "René 👩‍👩‍👧"),
        ("evil@example.net", "\u{1B}[31mred\u{202E}txt"), ("zoë@example.be", "Zoë de Vries"),
    ]
}
