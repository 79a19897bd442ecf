import Foundation
import TestSupport
import Testing

extension InATerminal.Alone {
    @Suite struct BoardTests {
        private let marta = "marta@acme.example"

        private func opens(_ desk: BoardDesk) throws -> Bool? {
            try desk.rows("account show \(marta)").first?["track_opens"] as? Bool
        }

        @Test func `the board starts with rows and opens each pane by its number`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open(showing: marta)
                let titles = [
                    "2": "Senders", "3": "SMTP users", "4": "Tracking", "5": "Contacts",
                    "6": "Campaigns", "7": "Suppressions", "8": "Activity", "1": "Accounts",
                ]
                for key in ["2", "3", "4", "5", "6", "7", "8", "1"] {
                    try await desk.press(key, showing: "(?m)^ (\(titles[key]!))\\b")
                }
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `tracking is flipped for every process to see, taken back, and kept over a restart`()
            async throws
        {
            try await BoardDesk.with { desk in
                try await desk.open(showing: marta)
                #expect(try opens(desk) == true)
                try desk.terminal.press("j")
                try await desk.press("t", showing: "stop tracking opens")
                try await desk.press("o", showing: "✓ \(marta): opens are not tracked any more")
                #expect(try opens(desk) == false)
                try await desk.press("u", showing: "✓ undone")
                #expect(try opens(desk) == true)
                try await desk.press("t", showing: "track links|stop tracking links")
                try await desk.press("o", showing: "✓ \(marta): opens are not tracked any more")
                #expect(try await desk.quit() == 0)
                try await desk.open(showing: "(?m)\(marta).*\\[ \\]    \\[x\\]    \\[x\\]")
            }
        }

        @Test func `a second console shows at once what the first one edits`() async throws {
            try await BoardDesk.with { desk in
                let other = try await TmuxTerminal(
                    in: desk.program.home, environment: ["HOME": desk.program.home])
                defer { other.close() }
                try await desk.open(showing: marta)
                try other.type("\(desk.boardCommand)\r")
                try await other.wait(for: marta)
                try desk.terminal.press("j")
                try await desk.press("t", showing: "stop tracking opens")
                try desk.terminal.press("o")
                try await other.wait(for: "(?m)\(marta).*\\[ \\]\\*? +\\[x\\]")
            }
        }

        @Test func `filter, help, palette and detail open and close`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open(showing: marta)
                try desk.terminal.press("/")
                try desk.terminal.type("citrus")
                try desk.terminal.press("Enter")
                let filtered = try await desk.terminal.wait(for: #"(?m)^ Accounts /citrus  1\b"#)
                #expect(filtered.contains("ops@citrus.example"))
                #expect(!filtered.contains(marta))
                try await desk.press("Escape", showing: marta)
                try await desk.press("?", showing: "─ Help ─")
                try await desk.press("Escape", showing: marta)
                try desk.terminal.type(":contacts\r")
                try await desk.terminal.wait(for: #"(?m)^ Contacts  \d"#)
                try await desk.press("Enter", showing: #"(?m)^ Contact \S+@\S+ +line 1 of \d+"#)
                try await desk.press("q", showing: #"(?m)^ Contacts  \d"#)
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `a theme for one run is not remembered`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open("--theme dark", showing: marta)
                try desk.terminal.press("I")
                #expect(try await desk.quit() == 0)
                let state = try String(
                    contentsOfFile: desk.program.home + "/.local/state/sendboard/state.json", encoding: .utf8)
                #expect(state.contains("accounts") && !state.contains("dark"))
            }
        }

        @Test func `a stopped board gives the terminal to the shell and comes back whole`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open(showing: marta)
                try desk.terminal.press("C-z")
                try await desk.terminal.waitForShell()
                #expect(try desk.terminal.state().isAlternate == false)
                #expect(try await desk.terminal.shell("echo still here").contains("still here"))
                try desk.terminal.type("fg\r")
                try await desk.terminal.wait(for: marta)
                #expect(try desk.terminal.state().isAlternate)
                try await desk.press("6", showing: #"(?m)^ Campaigns  \d"#)
                #expect(try await desk.quit() == 0)
            }
        }
    }
}
