import Foundation
import TestSupport
import Testing

extension InATerminal.Alone {
    /// `:hold`, `:release` and `:erase`, as a person types them.
    @Suite(.enabled(if: RandomKeys.isLong, "it is of the long sizes")) struct ErasureTests {
        @Test func `who is held is not erased, and who is erased is found nowhere`() async throws {
            try await BoardDesk.with { desk in
                let email = try #require(try desk.rows("contact list --limit 1").first?["email"] as? String)
                let shown = NSRegularExpression.escapedPattern(for: email)
                try await desk.open()
                try await desk.press("5", showing: #"(?m)^ Contacts  \d"#)
                try await desk.command("hold \(email)", showing: "why is \(shown) held:")
                try desk.terminal.type("lawsuit 17/26\r")
                try await desk.terminal.wait(for: "\(shown) is held")
                try await desk.command("erase \(email)", showing: "held by")
                try await desk.command("release \(email)", showing: "why is \(shown) released:")
                try desk.terminal.type("it is over\r")
                try await desk.terminal.wait(for: "\(shown) is released")

                try await desk.command("erase \(email)", showing: "Erase \(shown)\\?")
                try await desk.fill(email, after: "Type \(shown)")
                let receipt = try await desk.press("C-s", showing: "(?m)^ .*rasure of \(shown)")
                #expect(receipt.contains("from now on") && receipt.contains("Erased"))
                try desk.terminal.press("q")
                try await desk.filter(String(email.prefix { $0 != "@" }))
                let found = try desk.program.run("person find \(email) --data-dir data")
                #expect(!found.output.contains("contacts"), "\(found.output)")
                #expect(try await desk.quit() == 0)
                // Nothing that the board keeps for the next start names the person.
                let kept = try desk.program.everythingWritten(besides: "data")
                #expect(kept.firstRange(of: Data(email.utf8)) == nil)
            }
        }
    }
}

extension BoardDesk {
    /// Runs a command by its line.
    fileprivate func command(_ line: String, showing pattern: String) async throws {
        try terminal.press(":")
        try terminal.type(line + "\r")
        try await terminal.wait(for: pattern)
    }
}
