import Foundation
import TestSupport
import Testing

extension InATerminal.Alone {
    /// A board as a person has made it: filters that are kept, other names, keys and programs.
    @Suite struct OwnSettingsTests {
        private static let configuration = """
            aliases: {bad: contacts state:invalid}
            shortcuts: {F7: ":contacts state:active"}
            columns: {contacts: [state, email 30]}
            commands:
              - {name: tell, key: F8, where: contacts, run: [sh, ./tell, "{email}"]}
              - {name: wait, key: F9, where: contacts, run: [sh, ./wait]}
              - {name: flood, key: F10, where: contacts, run: [sh, ./flood]}

            """

        private static let programs = [
            "tell": "echo told of $1\necho and more >&2\nexit 3\n",
            "wait": "touch begun; exec sleep 1000\n",
            "flood": "while :; do echo on and on; done\n",
        ]

        private func own(_ body: (BoardDesk) async throws -> Void) async throws {
            try await BoardDesk.with { desk in
                try desk.program.write(Self.configuration, to: desk.program.configuration)
                for (name, script) in Self.programs {
                    try desk.program.write(script, to: desk.program.home + "/" + name)
                }
                try await desk.open()
                try await body(desk)
            }
        }

        @Test func `Tab puts a field and its value in, and a filter is kept for the command line too`()
            async throws
        {
            try await BoardDesk.with { desk in
                try await desk.open()
                try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                try await desk.press("/", showing: "Fields of contacts")
                try desk.terminal.type("whi")
                try await desk.press("Tab", showing: #"(?m)^ /whitelisted\s*$"#)
                try desk.terminal.type(":")
                try await desk.press("Tab", showing: #"(?m)^ /whitelisted:yes\s*$"#)
                try await desk.press("Enter", showing: #"(?m)^ Contacts /whitelisted:yes  \d"#)
                try desk.terminal.type(":keep-filter safe\r")
                try await desk.terminal.wait(for: "is kept: filter:safe")
                #expect(try await desk.quit() == 0)
                let kept = try desk.rows("contact list --search filter:safe")
                #expect(!kept.isEmpty && kept.allSatisfy { $0["whitelisted"] as? Bool == true })
            }
        }

        @Test func `aliases, shortcuts and columns are those of the file, and follow it`() async throws {
            try await own { desk in
                try await desk.press("F7", showing: #"(?m)^ Contacts /state:active  \d"#)
                try await desk.terminal.wait(for: #"(?m)^ +EMAIL( ▲)? +STATE"#)
                try desk.terminal.type(":bad\r")
                try await desk.terminal.wait(for: #"(?m)^ Contacts /state:invalid  "#)
                try desk.program.write("shortcuts: {F7: \":groups\"}\n", to: desk.program.configuration)
                try await desk.terminal.wait(for: "Settings read again")
                try await desk.press("F7", showing: #"(?m)^ Groups  \d"#)
                try desk.program.write("shortcuts: {F7: nosuch}\n", to: desk.program.configuration)
                try await desk.terminal.wait(for: #"config.yaml:1:17: there is no command .nosuch"#)
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `a program shows what it prints, and Ctrl-C ends one that does not end`() async throws {
            try await own { desk in
                try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                try await desk.press("F8", showing: #"told of \S+@\S+"#)
                let page = try await desk.terminal.wait(for: "and more")
                #expect(page.contains("It ended with exit code 3."))
                try await desk.press("q", showing: #"(?m)^ Contacts  \d"#)
                try await desk.press("F10", showing: "It printed more than is shown")
                try await desk.press("q", showing: #"(?m)^ Contacts  \d"#)
                try desk.terminal.press("F9")
                try await desk.terminal.wait(for: "the program to begin") {
                    FileManager.default.fileExists(atPath: desk.program.home + "/begun") ? true : nil
                }
                try await desk.press("C-c", showing: "Cancelled")
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `a board that only reads runs no program`() async throws {
            try await BoardDesk.with { desk in
                try desk.program.write(Self.configuration, to: desk.program.configuration)
                try await desk.open("--read-only")
                try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                try await desk.press("F8", showing: "tell: this board is read-only")
            }
        }
    }
}
