import Foundation
import TestSupport
import Testing

extension InATerminal.Alone {
    /// What is typed before a question is on the screen is not its answer.
    @Suite struct TypedAheadTests {
        @Test func `a burst of keys deletes nothing, and a yes after it does`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open()
                try await desk.press("5", showing: #"Contacts  \d"#)
                try desk.terminal.type("X" + String(repeating: "yY", count: 600))
                try await desk.terminal.wait(for: "Delete 1 contact")
                #expect(try desk.rows("contact list").count == 40)
                var pressed = ContinuousClock.now
                try await desk.terminal.wait(for: "deletion") {
                    if try !desk.terminal.screen().contains("Delete 1 contact") { return true }
                    // Neither in the first moments of the question nor on the heels of another key.
                    if ContinuousClock.now - pressed > .milliseconds(300) {
                        try desk.terminal.press("y")
                        pressed = .now
                    }
                    return nil
                }
                // The question leaves the screen before the row leaves the platform.
                try await desk.terminal.wait(for: "one contact fewer") {
                    try desk.rows("contact list").count == 39 ? true : nil
                }
                #expect(try await desk.quit() == 0)
            }
        }

        @Test(arguments: [1, 2]) func `random keys delete nothing`(seed: UInt64) async throws {
            try await BoardDesk.with { desk in
                try await desk.open()
                var random = SeededNumbers(seed: seed)
                let keys = (0..<4000).map { _ in "Xyjk5Yn".randomElement(using: &random)! }
                try await desk.press("5", showing: #"Contacts  \d"#)
                for part in keys.chunks(of: 200) { try desk.terminal.type(String(part)) }
                var pressed = ContinuousClock.now
                try await desk.terminal.wait(for: "a key that is taken") {
                    let screen = try desk.terminal.screen()
                    if screen.contains(#/Senders  \d/#) { return true }
                    guard ContinuousClock.now - pressed > .milliseconds(300) else { return nil }
                    pressed = .now
                    // A new contact that was begun asks whether it may be left.
                    if screen.contains("Leave without saving?") {
                        try desk.terminal.press("y")
                    } else {
                        try desk.terminal.press("Escape")
                        try desk.terminal.press("2")
                    }
                    return nil
                }
                #expect(try desk.rows("contact list").count == 40)
            }
        }
    }
}
