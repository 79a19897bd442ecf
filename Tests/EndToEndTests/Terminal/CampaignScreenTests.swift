import Foundation
import GRDB
import ServiceCore
import TestSupport
import Testing

@testable import Platform

extension InATerminal.Alone {
    /// A campaign's life on the board, in the smallest terminal.
    @Suite struct CampaignScreenTests {
        // MARK: The report

        @Test func `N opens the report, Enter the people of a number, E writes it to a file`() async throws {
            try await BoardDesk.with(contacts: 300) { desk in
                let title = try #require(try finished(desk))
                try await desk.open()
                try await desk.press("6", showing: #"(?m)^ Campaigns  \d"#)
                try await desk.filter(String(title.prefix { $0 != " " }))
                try await desk.press("N", showing: "(?m)^ Report of ")
                try await desk.terminal.wait(for: "Recipients")
                try await desk.terminal.wait(for: "delivered")
                try desk.terminal.type("/delivered\r")
                try await desk.terminal.wait(for: #"(?m)^ Report of .* [1-9]\d* hits?"#)
                try await desk.press("Enter", showing: #"(?m)^ Recipients /state:="delivered"  \d"#)
                try await desk.press("q", showing: "(?m)^ Report of ")

                // The box still holds what was looked for before.
                try desk.terminal.press("/", "C-u")
                try desk.terminal.type("Links clicked\r")
                try await desk.terminal.wait(for: #"(?m)^ Report of .* 1 hit$"#)
                // What stands below the heading is the end of the page.
                try desk.terminal.press("G")
                let links = try await desk.terminal.wait(for: #"(?m)^ Links clicked\n.*https://acme.example"#)
                #expect(!links.contains("link not kept"))

                try await desk.press("E", showing: "save report to: ")
                try desk.terminal.press("C-u")
                try desk.terminal.type("report.html\r")
                try await desk.terminal.wait(for: "written to report.html")
                let page = try String(contentsOfFile: desk.program.home + "/report.html", encoding: .utf8)
                #expect(page.contains("<svg") && page.contains("Links clicked") && !page.contains("<script"))
                #expect(try await desk.quit() == 0)
            }
        }

        /// A campaign of the sample that has ended and whose message some followed.
        private func finished(_ desk: BoardDesk) throws -> String? {
            let rows = try desk.rows("campaign list --search state:finished")
            return rows.max { size($0) < size($1) }?["title"] as? String
        }

        private func size(_ row: [String: Any]) -> Int { row["audience_size"] as? Int ?? 0 }

        // MARK: Quiet hours

        @Test func `in quiet hours a launch waits and says so, and goes on once there are none`() async throws
        {
            try await BoardDesk.with { desk in
                try desk.makeCampaign("Night post")
                try hours(desk, Self.aroundNow)
                try await desk.open()
                try await desk.press("6", showing: "Night post +draft")
                try await desk.filter("night")
                try await desk.press("S", showing: "It waits at first: quiet hours")
                try await desk.fill("Night post", after: "Type Night post")
                try await desk.press("C-s", showing: "it waits: quiet hours \(Self.aroundNow)")
                let waiting = try LaunchBooks(desk)
                #expect(waiting.state == "running" && waiting.partition[.accepted] == nil)
                #expect(try LaunchBooks.taken(desk).isEmpty)
                try hours(desk, "")
                try await desk.terminal.wait(for: "FINISHED at")
                let books = try LaunchBooks(desk)
                #expect(books.partition[.pending] == nil)
                books.expectNobodyTwice()
                #expect(try await desk.quit() == 0)
            }
        }

        private func hours(_ desk: BoardDesk, _ hours: String) throws {
            let edited = try desk.program.run(
                "account edit marta@acme.example quiet_hours=\(hours) time_zone=+0.00 --data-dir data")
            try #require(edited.status == 0, "\(edited.errors)")
        }

        /// From an hour ago to an hour that no test lives to see.
        private static let aroundNow: String = {
            let minute = Int(Date().timeIntervalSince1970) / 60 % 1440
            return [minute + 1380, minute + 300].map { minute in
                let (hour, rest) = ((minute % 1440) / 60, minute % 60)
                return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
            }.joined(separator: "-")
        }()

        // MARK: The unknown

        @Test func `a single message of unknown fate is found from the overview and taken for accepted`()
            async throws
        {
            try await BoardDesk.with(contacts: 300) { desk in
                let address = try loseSingle(desk)
                let told = try desk.program.run("overview --data-dir data")
                #expect(
                    told.status == 1
                        && told.output.contains("1 single message has a fate that is unknown: \(address)"))
                try await desk.open()
                try await desk.press("0", showing: "1 single message has a fate")
                try desk.terminal.type("/single message\r")
                try await desk.terminal.wait(for: #"(?m)^ Overview .* 1 hit$"#)
                try await desk.press("Enter", showing: #"(?m)^ Activity .*undecided:yes"#)
                try desk.terminal.type(":accept\r")
                try await desk.terminal.wait(for: "y accepts")
                try await desk.terminal.wait(for: "the answer") {
                    // A question drops the keys of its first moments.
                    if try desk.terminal.screen().contains("taken for accepted") { return true }
                    try desk.terminal.press("y")
                    return nil
                }
                #expect(try await desk.quit() == 0)
                let after = try desk.program.run("overview --data-dir data")
                #expect(!after.output.contains("single message"))
                let entries = try desk.rows("audit list --limit 1")
                #expect(entries.first?["what"] as? String == "accept")
            }
        }

        @Test func `those of a launch are taken for accepted by one decision, with how it is known`()
            async throws
        {
            try await BoardDesk.with(contacts: 300) { desk in
                let title = try #require(try finished(desk))
                try loseOne(of: title, desk)
                let shown = try #require(
                    try desk.rows("campaign list --search unknown:>0").first {
                        $0["title"] as? String == title
                    })
                #expect(shown["unknown"] as? Int == 1)
                let accept = ["campaign", "accept", title, "why=the relay's log", "--data-dir", "data"]
                let asked = try desk.program.run(accept)
                #expect(asked.status == 4 && asked.errors.contains("--yes"), "\(asked)")
                let done = try desk.program.run(accept + ["--yes"])
                #expect(done.output == "1 recipient of \(title) taken for accepted\n", "\(done)")
                let left = try desk.rows("campaign list --search unknown:>0")
                #expect(!left.contains { $0["title"] as? String == title })
                let trail = try desk.rows("audit list --limit 1").first?["reason"] as? String
                #expect(trail == "1 recipient: the relay's log")
                #expect(try desk.program.run(accept + ["--yes"]).status == 4)
            }
        }

        /// Leaves a single message as a crash does between its hand-over and its answer.
        private func loseSingle(_ desk: BoardDesk) throws -> String {
            try desk.database().write { db in
                let row = try #require(
                    try GRDB.Row.fetchOne(
                        db,
                        sql: """
                            SELECT d.id, d.address, b.account, d.batch FROM delivery d JOIN batch b ON b.id = d.batch
                            WHERE d.lane = 0 AND d.state IN (5, 10) ORDER BY d.id LIMIT 1
                            """))
                let id: Int64 = row[0]
                try db.execute(sql: "UPDATE delivery SET state = 4 WHERE id = ?", arguments: [id])
                try db.execute(
                    sql: """
                        INSERT INTO event (account, kind, at, delivery, batch, source)
                        VALUES (?, \(EventKind.unknown.number), ?, ?, ?, 'sandbox')
                        """,
                    arguments: [
                        row[2] as Int64, Int64(Date().timeIntervalSince1970 * 1000), id, row[3] as Int64,
                    ])
                // What had ended it is not known then.
                try db.execute(
                    sql: "DELETE FROM event WHERE delivery = ? AND \(Predicate.eventTerminal)",
                    arguments: [id])
                return row[1]
            }
        }

        /// The same of a message of a launch, whose counters say so.
        private func loseOne(of title: String, _ desk: BoardDesk) throws {
            try desk.database().write { db in
                let row = try #require(
                    try GRDB.Row.fetchOne(
                        db,
                        sql: """
                            SELECT d.id, d.lane FROM delivery d JOIN campaign c ON c.id = d.lane
                            WHERE c.title = ? AND d.state = 10 ORDER BY d.id LIMIT 1
                            """, arguments: [title]))
                let (id, campaign): (Int64, Int64) = (row[0], row[1])
                try db.execute(sql: "UPDATE delivery SET state = 4 WHERE id = ?", arguments: [id])
                try db.execute(
                    sql: "DELETE FROM event WHERE delivery = ? AND \(Predicate.eventTerminal)",
                    arguments: [id])
                for (part, change) in [(CounterKind.part(.delivered), -1), (CounterKind.part(.unknown), 1)] {
                    try db.execute(
                        sql: """
                            INSERT INTO counter (campaign, kind, n) VALUES (?, ?, ?)
                            ON CONFLICT (campaign, kind) DO UPDATE SET n = n + excluded.n
                            """, arguments: [campaign, part, change])
                }
            }
        }
    }
}
