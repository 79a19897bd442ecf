import Foundation
import GRDB
import TestSupport
import Testing

extension InATerminal.Alone {
    /// A file that may not grow is to a program what a full disk is.
    ///
    /// Case D1.
    @Suite struct FullDiskTests {
        private let marta = "marta@acme.example"

        private func cap(_ desk: BoardDesk) throws -> Int? {
            try desk.rows("account show \(marta)").first?["email_cap"] as? Int
        }

        @Test func `a command on a full disk says so and changes nothing`() async throws {
            try await BoardDesk.with(width: 160) { desk in
                let before = try cap(desk)
                let edit = "\(desk.boardCommand) account edit \(marta) email_cap=3"
                try desk.terminal.type("clear; (ulimit -f 1; \(edit))\r")
                try await desk.terminal.wait(for: #"(?m)^sendboard: .*\.\nhint: .*\."#)
                #expect(try await desk.ended() == 1)
                #expect(try cap(desk) == before)
            }
        }

        @Test func `a board on a disk that fills up says so, stays, and edits again once there is room`()
            async throws
        {
            try await BoardDesk.with(width: 120) { desk in
                try await desk.open(showing: marta)
                try desk.terminal.press("j")
                try limitFiles(of: try desk.board(), to: "512")
                try await desk.press("t", showing: "stop tracking opens")
                try await desk.press("o", showing: "(?i)no room|full|writing .* failed")
                #expect(try desk.rows("account show \(marta)").first?["track_opens"] as? Bool == true)
                try limitFiles(of: try desk.board(), to: "unlimited")
                try desk.terminal.press("Escape")
                try await desk.press("t", showing: "stop tracking opens")
                try await desk.press("o", showing: "opens are not tracked any more")
                #expect(try desk.rows("account show \(marta)").first?["track_opens"] as? Bool == false)
                #expect(try await desk.quit() == 0)
            }
        }

        /// The soft limit alone: it can be taken back.
        private func limitFiles(of process: pid_t, to size: String) throws {
            let change = try Process.run(
                URL(filePath: "/usr/bin/prlimit"), arguments: ["--pid", "\(process)", "--fsize=\(size):"])
            change.waitUntilExit()
            try #require(change.terminationStatus == 0)
        }
    }
}
