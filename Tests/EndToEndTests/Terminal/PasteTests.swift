import Foundation
import TestSupport
import Testing

extension InATerminal.Alone {
    @Suite struct PasteTests {
        private let endMark = "\u{1B}[201~"

        private func accounts(_ desk: BoardDesk) throws -> NSArray {
            try desk.rows("account list") as NSArray
        }

        @Test func `pasted commands do nothing, with a false end mark or without`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open()
                let before = try accounts(desk)
                for text in ["to\rtl\r:quit\rXy", "abc\(endMark)totl:quit\rqqq", endMark + "q"] {
                    try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                    try await desk.press("1", showing: #"(?m)^ Accounts  \d"#)
                    try await desk.terminal.wait(for: "end of the notice before") {
                        try desk.terminal.screen().localizedCaseInsensitiveContains("paste") ? nil : true
                    }
                    try desk.terminal.paste(text)
                    try await desk.terminal.wait(for: "(?i)paste")
                }
                #expect(try accounts(desk).isEqual(before))
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `a long paste into a field stays in it`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open()
                let before = try accounts(desk)
                try desk.terminal.press("/")
                try desk.terminal.paste(String(repeating: "to\rq", count: 50_000))
                try await desk.terminal.wait(for: "to q")
                try desk.terminal.press("Escape", "Escape")
                try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                #expect(try accounts(desk).isEqual(before))
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `thousands of random keys neither crash nor harm a read-only board`() async throws {
            try await BoardDesk.with { desk in
                let before = try accounts(desk)
                let onContacts = #/(?m)^ Contacts .*\n[\s\S]*› contacts$/#
                var random = SeededNumbers(seed: 20_260)
                let strokes = RandomKeys.strokes(RandomKeys.isLong ? 50_000 : 4000, using: &random)
                // A key that quits is fair, and the next board takes the keys that follow it.
                let loop = "while :; do \(desk.boardCommand) --read-only || { echo 'ended'=$?; break; }; done"
                try desk.terminal.type("clear; \(loop)\r")
                try await desk.terminal.wait(for: #"Accounts  \d"#)
                for chunk in strokes.chunks(of: 200) { try desk.terminal.type(chunk.joined()) }
                // Keys come in order: once these have come, all have, and the board still answers.
                try await desk.terminal.wait(for: "board that has read everything") {
                    if try desk.terminal.screen().contains(onContacts) { return true }
                    try desk.terminal.press("Escape")
                    try desk.terminal.press("5")
                    return nil
                }
                var told: Set<pid_t> = []
                try await desk.terminal.wait(for: "end of the board") {
                    // Between two boards there is none; whoever comes next gets the signal, once: a second one kills.
                    if let board = try desk.terminal.programs().first, told.insert(board).inserted {
                        kill(board, SIGTERM)
                    }
                    return try desk.terminal.screen().contains("ended=") ? true : nil
                }
                #expect(try desk.terminal.screen().contains("ended=143"))
                #expect(try desk.terminal.state().isAlternate == false)
                #expect(try desk.terminal.state().isCursorVisible)
                #expect(try accounts(desk).isEqual(before))
            }
        }
    }
}
