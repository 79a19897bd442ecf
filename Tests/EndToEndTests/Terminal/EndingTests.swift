import Foundation
import TestSupport
import Testing

extension InATerminal {
    /// However the board ends, the terminal is the shell's again and the status says why.
    @Suite struct EndingTests {
        private func expectCleanEnd(status: Int, _ end: (BoardDesk) async throws -> Void) async throws {
            try await BoardDesk.with { desk in
                let before = try await desk.terminal.shell("stty -a")
                let start = desk.terminal.bytesSent().count
                try await desk.open()
                try await end(desk)
                #expect(try await desk.ended() == status)
                let state = try desk.terminal.state()
                #expect(!state.isAlternate && state.isCursorVisible)
                #expect(try await desk.terminal.shell("stty -a") == before)
                let sent = String(decoding: desk.terminal.bytesSent()[start...], as: UTF8.self)
                let (on, off) = (sent.ranges(of: "\u{1B}[?2004h").last, sent.ranges(of: "\u{1B}[?2004l").last)
                #expect(try #require(on).upperBound < (try #require(off)).lowerBound)
            }
        }

        @Test(arguments: ["q", "C-c"])
        func `a key that quits ends with nothing left behind`(key: String) async throws {
            try await expectCleanEnd(status: 0) { try $0.terminal.press(key) }
        }

        @Test(arguments: [
            SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE,
        ])
        func `a signal ends the board as a signal does, with the terminal restored`(signal: Int32)
            async throws
        {
            try await expectCleanEnd(status: 128 + Int(signal)) { desk in
                kill(try desk.board(), signal)
            }
        }

        @Test func `standard error goes to the log while the board is up`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open()
                let target = try FileManager.default.destinationOfSymbolicLink(
                    atPath: "/proc/\(desk.board())/fd/2")
                #expect(target.hasSuffix(".log"))
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `a terminal that goes away ends the board`() async throws {
            try await BoardDesk.with { desk in
                try await desk.open()
                let board = try desk.board()
                desk.terminal.close()
                try await desk.terminal.wait(for: "end of the board") { kill(board, 0) == 0 ? nil : true }
            }
        }
    }
}
