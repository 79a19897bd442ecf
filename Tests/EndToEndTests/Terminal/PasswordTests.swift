import Foundation
import TestSupport
import Testing

extension InATerminal.Alone {
    @Suite struct PasswordTests {
        /// From a shell that mends nothing after a program, as an interactive one does.
        @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
        func `a prompt that a signal ends leaves the echo on`(signal: Int32) async throws {
            try await BoardDesk.with(contacts: nil, width: 160) { desk in
                let fields = "a@example.test --company A --phone +1 --password-stdin"
                let add = "echo $$ > pid; exec \(desk.boardCommand) account add \(fields)"
                try desk.program.write(
                    "sh -c \"\(add.replacing("$", with: "\\$"))\"\nstty -a > modes\n",
                    to: desk.program.home + "/ask")
                try desk.terminal.type("clear; sh ask\r")
                try await desk.terminal.wait(for: "Password:")
                try await desk.terminal.wait(for: "silence") {
                    try modes(desk).contains(" -echo ") ? true : nil
                }
                kill(try program(desk), signal)
                try await desk.terminal.waitForShell()
                let left = FileManager.default.contents(atPath: desk.program.home + "/modes") ?? Data()
                #expect(String(decoding: left, as: UTF8.self).contains(" echo "))
            }
        }

        private func program(_ desk: BoardDesk) throws -> pid_t {
            let text = try String(contentsOfFile: desk.program.home + "/pid", encoding: .utf8)
            return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        }

        /// The modes of the terminal that the program waits at.
        private func modes(_ desk: BoardDesk) throws -> String {
            let process = Process()
            let pipe = Pipe()
            process.executableURL = URL(filePath: "/bin/stty")
            process.arguments = ["-a", "-F", "/proc/\(try program(desk))/fd/0"]
            process.standardOutput = pipe
            try process.run()
            process.waitUntilExit()
            return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        }
    }
}
