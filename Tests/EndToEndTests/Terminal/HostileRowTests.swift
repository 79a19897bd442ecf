import Foundation
import GRDB
import Terminal
import TestSupport
import Testing

extension InATerminal {
    @Suite struct HostileRowTests {
        @Test func `no text from outside reaches the terminal as control, and columns stay aligned`()
            async throws
        {
            try await BoardDesk.with(contacts: RandomKeys.isLong ? 9000 : 520, width: 120, height: 30) {
                desk in
                try desk.makeCampaign("Hostile")
                try plant(in: desk)
                let start = desk.terminal.bytesSent().count
                try await desk.open()
                for (key, pane) in Self.panes {
                    try desk.terminal.press(key)
                    // Enter opens a row only once there is one.
                    try await desk.terminal.wait(
                        for: "(?m)^ \(pane)  \\d|^ \(pane) *\\n[\\s\\S]*(There are no|No connection)")
                    try desk.terminal.press("Enter")
                    try await desk.terminal.wait(for: "default › .* › |There are no|No connection")
                    try desk.terminal.press("y", "PPage", "NPage", "Escape", "Escape", "Escape")
                }
                try await desk.press("1", showing: #"(?m)^ Accounts  \d"#)
                try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                var page = try desk.terminal.screenWithLooks()
                for _ in 0..<(RandomKeys.isLong ? 250 : 16) {
                    try desk.terminal.press("NPage")
                    page = try await wholePage(after: page, desk)
                    try expectAligned(try desk.terminal.screen())
                }
                #expect(try await desk.quit() == 0)
                #expect(SentBytes(desk.terminal.bytesSent()[start...]).strange == [])
            }
        }

        /// Into the database beneath the program, which would refuse most of them.
        private func plant(in desk: BoardDesk) throws {
            var texts = HostileText(seed: 7)
            try desk.database().write { db in
                for table in ["contact", "account", "sender", "campaign"] {
                    let column = Self.columns[table]!
                    for id in try Int64.fetchAll(db, sql: "SELECT id FROM \(table)") {
                        let sets = column.map { "\($0) = CAST(? AS TEXT)" }.joined(separator: ", ")
                        let values = column.map { _ in Data(texts.next()) }
                        try db.execute(
                            sql: "UPDATE \(table) SET \(sets) WHERE id = ?",
                            arguments: StatementArguments(values) + [id])
                    }
                }
            }
        }

        private static let panes = [
            ("1", "Accounts"), ("2", "Senders"), ("3", "SMTP users"), ("4", "Tracking"),
            ("5", "Contacts"), ("6", "Campaigns"), ("7", "Suppressions"), ("8", "Activity"),
        ]

        private static let columns = [
            "contact": ["first_name", "last_name", "fields"], "account": ["company_name", "contact_name"],
            "sender": ["name", "dkim_value"], "campaign": ["title", "subject", "from_name"],
        ]

        /// A page is whole once it looks the same twice; the first key may move only the cursor, which is a look.
        private func wholePage(after last: String, _ desk: BoardDesk) async throws -> String {
            try await desk.terminal.wait(for: "next page") {
                let (first, second) = (
                    try desk.terminal.screenWithLooks(), try desk.terminal.screenWithLooks()
                )
                return first == second && first != last ? first : nil
            }
        }

        /// Every row says its state in the column that the heading has for it.
        private func expectAligned(_ screen: String) throws {
            let lines = screen.split(separator: "\n").map(String.init)
            let heading = try #require(lines.first { $0.contains("STATE") })
            let column = width(heading.components(separatedBy: "STATE")[0])
            let states = #/(active|INVALID|SUPPRESSED|INACTIVE|invalid|suppressed|inactive)/#
            let rows = lines.filter { $0.contains("@") }
            #expect(rows.count > 15)
            for row in rows {
                let found = row.matches(of: states).map { width(String(row[..<$0.range.lowerBound])) }
                #expect(found.contains(column), "\(row)")
            }
        }

        private func width(_ text: String) -> Int {
            SafeText(text).glyphs.reduce(0) { $0 + Int($1.width) }
        }
    }
}
