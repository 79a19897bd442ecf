import Foundation
import TestSupport
import Testing

extension InATerminal.Alone {
    /// However the board ends, the terminal is the shell's again and the status says why.
    ///
    /// Case S14.
    @Suite struct EndingTests {
        @Test(arguments: ["q", "C-c"])
        func `a key that quits ends with nothing left behind`(key: String) async throws {
            try await BoardDesk.expectCleanEnd(status: 0) { try await $0.leave(with: key) }
        }

        @Test(arguments: [
            SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGQUIT, SIGUSR1,
            SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGSYS, SIGPWR, SIGIO, 35, 64,
        ])
        func `a signal ends the board as a signal does, with the terminal restored`(signal: Int32)
            async throws
        {
            try await BoardDesk.expectCleanEnd(status: 128 + Int(signal)) { desk in
                kill(try desk.board(), signal)
            }
        }

        /// The second one kills at once, wherever the board is on its way out; of a thousand some hit every place.
        @Test(arguments: [SIGTERM, SIGINT, SIGHUP], [2, 1000])
        func `more signals kill at once, with the terminal restored`(signal: Int32, count: Int) async throws {
            try await BoardDesk.expectCleanEnd(status: 128 + Int(signal)) { desk in
                let board = try desk.board()
                for _ in 0..<count where kill(board, signal) != 0 { break }
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
