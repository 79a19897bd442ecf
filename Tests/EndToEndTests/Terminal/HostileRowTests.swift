import Foundation
import GRDB
import TestSupport
import Testing

extension InATerminal.Hosted {
    /// Rows that no program of ours wrote: no control reaches the terminal, and columns stay aligned.
    @Suite struct HostileRowTests {
        private static let count = RandomKeys.isLong ? 5000 : 200

        @Test(arguments: panes)
        func `every page of every list stays aligned, and nothing steers the terminal`(pane: String)
            async throws
        {
            try await withHostileRows { desk in
                try await show(pane, desk)
                let first = try await settled(desk) { $0.rows.count > 20 }
                let total = try await desk.terminal.wait(for: "number of rows") {
                    try number(inTitleOf: try desk.terminal.screen())
                }
                #expect(total >= Self.count)
                for _ in 0..<(total / first.rows.count) {
                    try desk.terminal.press("NPage")
                    // Half a frame may be misaligned; one that stays so ends the wait with the screen.
                    _ = try await settled(desk) { $0.misaligned == [] }
                }
            }
        }

        @Test(arguments: panes)
        func `no detail, raw row or form steers the terminal`(pane: String) async throws {
            try await withHostileRows { desk in
                try await show(pane, desk)
                _ = try await settled(desk) { $0.rows.count > 20 }
                for _ in 0..<(RandomKeys.isLong ? 400 : 8) {
                    try desk.terminal.press("j")
                    for key in ["Enter", "y", "e", "W"] {
                        try desk.terminal.press(key)
                        try desk.terminal.press("NPage", "Escape")
                    }
                }
                // Keys come in order: once this one has brought its pane, all have been carried out.
                try await desk.press("0", showing: "(?m)^ Overview ")
            }
        }

        private static let panes = [
            "accounts", "senders", "smtp-users", "tracking-domains", "contacts", "campaigns", "suppressions",
            "activity",
            "groups", "filters", "variables", "batches", "sending-domains", "webhooks", "templates", "audit",
            "bounce-reports",
        ]

        /// A board on hostile rows that changes nothing and is sent no strange byte, whatever `body` does.
        private func withHostileRows(_ body: (BoardDesk) async throws -> Void) async throws {
            try await BoardDesk.with(width: 120, height: 60) { desk in
                try HostileTable.plantAll(Self.count, in: try desk.database())
                let start = desk.terminal.bytesSent().count
                try await desk.open("--read-only")
                try await body(desk)
                #expect(try await desk.quit() == 0)
                #expect(SentBytes(desk.terminal.bytesSent()[start...]).strange == [])
            }
        }

        private func show(_ pane: String, _ desk: BoardDesk) async throws {
            try desk.terminal.type(":\(pane)\r")
            try await desk.terminal.wait(for: "(?m)^ default › .*\(pane.prefix { $0 != "-" })")
        }

        /// The list once it has stopped changing.
        private func settled(
            _ desk: BoardDesk, _ isWanted: (ShownTable) -> Bool = { _ in true }
        ) async throws -> ShownTable {
            try await desk.terminal.wait(for: "list that stays") {
                let (first, second) = (try desk.terminal.screen(), try desk.terminal.screen())
                guard first == second, let table = ShownTable(first), isWanted(table) else { return nil }
                return table
            }
        }

        /// Nil until the rows have been counted; the title stands below the header and the tabs.
        private func number(inTitleOf screen: String) throws -> Int? {
            let lines = screen.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false)
            guard lines.count > 2, let match = lines[2].firstMatch(of: /^ [A-Z][A-Za-z ]+?  ([\d,]+)/) else {
                return nil
            }
            return Int(match.output.1.replacing(",", with: ""))
        }
    }
}
