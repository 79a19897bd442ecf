import Foundation
import TestSupport
import Testing

extension InATerminal.Alone {
    /// An editor that leaves the terminal its line discipline, so that Ctrl-C and Ctrl-Z are signals to the whole job.
    @Suite struct EditorTests {
        private func withEditor(_ body: (BoardDesk) async throws -> Void) async throws {
            // The shell finds it where the test starts it.
            try await BoardDesk.with(environment: ["EDITOR": "sh ./editor"]) { desk in
                let script =
                    "echo the editor asks\nread answer\necho mine > $1\n"
                try desk.program.write(script, to: desk.program.home + "/editor")
                try await desk.open()
                try await desk.press("6", showing: #"(?m)^ Campaigns  \d"#)
                try await desk.press("n", showing: "(?i)new campaign")
                try await desk.terminal.wait(for: "the editor") {
                    if try desk.terminal.screen().contains("the editor asks") { return true }
                    try desk.terminal.press("Tab", "C-o")
                    return nil
                }
                try await body(desk)
            }
        }

        @Test func `Ctrl-C belongs to the editor, and the form is still there`() async throws {
            try await withEditor { desk in
                try await desk.press("C-c", showing: "(?i)new campaign")
                try await desk.terminal.wait(for: "The editor .* ended with an error")
                #expect(try desk.terminal.state().isAlternate)
            }
        }

        @Test func `Ctrl-Z stops editor and board, and both go on`() async throws {
            try await withEditor { desk in
                try desk.terminal.press("C-z")
                try await desk.terminal.waitForShell()
                #expect(try !desk.terminal.state().isAlternate)
                try desk.terminal.type("fg\r")
                try await desk.terminal.wait(for: "(?m)sendboard.*accounts|sendboard.*--data-dir")
                try desk.terminal.press("C-j")
                try await desk.terminal.wait(for: "(?i)new campaign")
                #expect(try desk.terminal.state().isAlternate)
            }
        }
    }
}
