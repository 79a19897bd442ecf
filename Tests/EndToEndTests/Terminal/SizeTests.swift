import TestSupport
import Testing

extension InATerminal.Alone {
    @Suite struct SizeTests {
        @Test(arguments: [(1, 1), (20, 5), (59, 14), (80, 24), (300, 100)])
        func `the board lives in a terminal of any size`(width: Int, height: Int) async throws {
            try await BoardDesk.with { desk in
                try desk.terminal.type("clear; \(desk.boardCommand)")
                try desk.terminal.resize(width: width, height: height)
                try desk.terminal.press("Enter")
                try await desk.terminal.wait(for: "board on the screen") {
                    try desk.terminal.state().isAlternate ? true : nil
                }
                try desk.terminal.type("5j\r?")
                try desk.terminal.resize(width: 80, height: 24)
                try await desk.terminal.wait(for: "1Accounts")
                try desk.terminal.resize(width: width, height: height)
                try desk.terminal.press("Escape", "Escape", "Escape")
                try desk.terminal.resize(width: 80, height: 24)
                try await desk.terminal.wait(for: "Contacts")
                #expect(try desk.terminal.programs().count == 1)
            }
        }

        @Test func `the last of many sizes wins`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open()
                for step in 0..<150 {
                    try desk.terminal.resize(width: 1 + (step * 37) % 200, height: 1 + (step * 13) % 60)
                }
                try desk.terminal.resize(width: 100, height: 30)
                let screen = try await desk.terminal.wait(
                    for: #"(?m)\A[^\n]*⟳ live\n 1.*Accounts[\s\S]*\? help$"#)
                let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
                #expect(lines.count >= 30)
                #expect(lines.allSatisfy { $0.count <= 100 })
                #expect(try await desk.quit() == 0)
            }
        }
    }
}
