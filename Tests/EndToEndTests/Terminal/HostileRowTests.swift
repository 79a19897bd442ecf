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
                for key in ["1", "2", "3", "4", "5", "6", "7", "8"] {
                    try desk.terminal.press(key)
                    try await desk.terminal.wait(
                        for: #"(?m)^ [A-Z][A-Za-z ]+  \d+ · "#, orAfter: #"There are no|No connection"#)
                    try desk.terminal.press("Enter")
                    try await desk.terminal.wait(
                        for: #"default › .* › "#, orAfter: #"There are no|No connection"#)
                    try desk.terminal.press("y", "PPage", "NPage", "Escape", "Escape", "Escape")
                }
                try await desk.press("1", showing: #"(?m)^ Accounts  \d"#)
                try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                for _ in 0..<(RandomKeys.isLong ? 250 : 16) {
                    try desk.terminal.press("NPage")
                    expectAligned(try desk.terminal.screen())
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

        private static let columns = [
            "contact": ["first_name", "last_name", "fields"], "account": ["company_name", "contact_name"],
            "sender": ["name", "dkim_value"], "campaign": ["title", "subject", "from_name"],
        ]

        /// Every row says its state in the column that the heading has for it.
        private func expectAligned(_ screen: String) {
            let lines = screen.split(separator: "\n").map(String.init)
            guard let heading = lines.first(where: { $0.contains("STATE") }) else { return }
            let column = width(heading.components(separatedBy: "STATE")[0])
            let states = #/(active|INVALID|SUPPRESSED|INACTIVE|invalid|suppressed|inactive)/#
            for line in lines where line.contains("@") {
                guard
                    let found = line.matches(of: states).map({ width(String(line[..<$0.range.lowerBound])) })
                        .nonEmpty
                else { continue }
                #expect(found.contains(column), "\(line)")
            }
        }

        private func width(_ text: String) -> Int {
            SafeText(text).glyphs.reduce(0) { $0 + Int($1.width) }
        }
    }
}

extension Array {
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}

extension TmuxTerminal {
    /// Waits for either of two.
    fileprivate func wait(for pattern: String, orAfter other: String) async throws {
        try await wait(for: "(\(pattern))|(\(other))")
    }
}
