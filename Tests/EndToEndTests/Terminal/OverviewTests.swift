import Foundation
import TestSupport
import Testing

extension InATerminal.Alone {
    @Suite struct OverviewTests {
        @Test
        func
            `each line of the overview counts what its list shows, and its exit code says whether all is well`()
            async throws
        {
            try await BoardDesk.with { desk in
                let told = try desk.program.run("overview --data-dir data --format json")
                let lines = try #require(
                    try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [[String: Any]])
                let isWrong = lines.contains { $0["state"] as? String == "wrong" }
                #expect(told.status == (isWrong ? 1 : 0) && told.errors.isEmpty && !lines.isEmpty)
                for line in lines {
                    guard let kind = line["kind"] as? String, let filter = line["filter"] as? String else {
                        continue
                    }
                    let rows = try desk.program.run(
                        [kind, "list", "--data-dir", "data", "--format", "json", "--search", filter])
                    let listed = try JSONSerialization.jsonObject(with: Data(rows.output.utf8)) as? [Any]
                    #expect(listed?.count == line["count"] as? Int, "\(filter)")
                }
                let strict = try desk.program.run("overview --data-dir data --strict")
                #expect(strict.status == 1 && strict.output.contains("sendboard "))
            }
        }

        @Test func `0 opens it, Enter the rows of a line, and q comes back`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open()
                let lines = try desk.rowsOfOverview()
                let first = try #require(lines.first)
                try await desk.press("0", showing: NSRegularExpression.escapedPattern(for: first.start))
                try await desk.press(
                    "Enter",
                    showing: "(?m)\(NSRegularExpression.escapedPattern(for: first.filter)) +\(first.count)\\b"
                )
                try await desk.press("q", showing: "(?m)^ Overview ")
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `the first paint of the overview takes no longer than that of a pane`() async throws {
            try await BoardDesk.with { desk in
                let first = try #require(try desk.rowsOfOverview().first)
                let pane = try await desk.fastestStart(showing: #"Accounts  \d"#)
                try desk.program.write("start: overview\n", to: desk.program.configuration)
                let overview = try await desk.fastestStart(
                    showing: NSRegularExpression.escapedPattern(for: first.start))
                // It reads seven kinds of row where the pane reads one.
                #expect(overview < pane * 2 + .milliseconds(250), "\(overview), the pane \(pane)")
            }
        }

        @Test func `a board that begins with the overview is as soon there, and a pane opens over it`()
            async throws
        {
            try await BoardDesk.with { desk in
                try desk.program.write("start: overview\n", to: desk.program.configuration)
                let first = try #require(try desk.rowsOfOverview().first)
                try await desk.open(showing: NSRegularExpression.escapedPattern(for: first.start))
                try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                try await desk.press("0", showing: "(?m)^ Overview ")
                #expect(try await desk.quit() == 0)
            }
        }
    }
}

extension BoardDesk {
    fileprivate struct Line {
        /// As much of the sentence as surely stands on one line of the screen.
        let start: String
        let filter: String
        let count: Int
    }

    /// How long the board takes to show something, the fastest of some starts.
    fileprivate func fastestStart(showing pattern: String) async throws -> Duration {
        var fastest: Duration?
        for _ in 0..<3 {
            let begun = ContinuousClock.now
            try await open(showing: pattern)
            fastest = min(fastest ?? .seconds(3600), .now - begun)
            _ = try await quit()
        }
        return try #require(fastest)
    }

    /// The lines that lead to rows, as the command tells them.
    fileprivate func rowsOfOverview() throws -> [Line] {
        let told = try program.run("overview --data-dir data --format json")
        let lines = try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [[String: Any]]
        return (lines ?? []).compactMap { line in
            guard let what = line["what"] as? String, let filter = line["filter"] as? String,
                let count = line["count"] as? Int
            else { return nil }
            return Line(start: String(what.prefix { $0 != ":" }), filter: filter, count: count)
        }
    }
}
