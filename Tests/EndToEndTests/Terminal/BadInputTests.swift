import Foundation
import GRDB
import TestSupport
import Testing

extension InATerminal.Alone {
    /// What the program is given and cannot use: one sentence, a hint, the right code, nothing written.
    @Suite struct BadInputTests {
        enum Damage: CaseIterable { case truncated, overwritten, foreignFile, newer, empty }

        private func apply(_ damage: Damage, _ desk: BoardDesk) throws {
            let file = desk.data + "/sendboard.sqlite"
            var bytes = try Data(contentsOf: URL(filePath: file))
            switch damage {
            case .truncated: bytes = bytes.prefix(bytes.count / 3)
            case .overwritten:
                bytes.replaceSubrange(0..<4096, with: Data((0..<4096).map { UInt8($0 & 0xFF) }))
            case .foreignFile: bytes = Data("Dear database, I am a letter.\n".utf8)
            case .empty: bytes = Data("x".utf8)
            case .newer:
                try desk.database().write {
                    try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of a later version')")
                }
                return
            }
            try bytes.write(to: URL(filePath: file))
        }

        @Test(arguments: Damage.allCases)
        func `a damaged database is told, and left as it is`(damage: Damage) async throws {
            try await BoardDesk.with { desk in
                try apply(damage, desk)
                let before = try contents(desk)
                for line in ["account list", "account edit marta@acme.example email_cap=3"] {
                    let result = try desk.program.run("\(line) --data-dir data")
                    #expect(result.status == 1, "\(line): \(result.output)")
                    #expect(
                        result.errors.firstMatch(of: #/^sendboard: .*\.\nhint: .*\n$/#) != nil,
                        "\(result.errors)")
                }
                try desk.terminal.type("clear; \(desk.boardCommand)\r")
                try await desk.terminal.wait(for: "sendboard: ")
                #expect(try await desk.ended() == 1)
                #expect(try contents(desk) == before)
            }
        }

        private func contents(_ desk: BoardDesk) throws -> Data {
            try Data(contentsOf: URL(filePath: desk.data + "/sendboard.sqlite"))
        }

        @Test(arguments: ["TERM=dumb", "TERM=no-such-terminal", "TERM="], ["", "demo "])
        func `a terminal that cannot show the board is told so, and nothing is made`(
            setting: String, command: String
        ) async throws {
            try await expectRefusal("\(setting) \(boardProgram) \(command)--data-dir data", status: 2)
        }

        @Test(arguments: [
            ("config.yaml", "ascii: true\nmouse: perhaps\n", #"config\.yaml:2:8: "#),
            ("config.yaml", "theme: [\n", #"config\.yaml:\d+:\d+: "#),
            (
                "themes/mine.yaml", "name: mine\nroles:\n  title: { fg: nosuchcolour }\n",
                #"mine\.yaml:3:16: "#
            ),
        ])
        func `a wrong setting or theme is told with line and column, and nothing is made`(
            file: String, text: String, place: String
        ) async throws {
            try await expectRefusal("\(boardProgram) --data-dir data --theme mine", status: 2) { desk in
                try desk.program.write(text, to: desk.program.home + "/.config/sendboard/" + file)
            } saying: {
                let pattern = try Regex(place)
                #expect($0.contains(pattern))
            }
        }

        private let boardProgram = "'\(BuiltProgram.location.path)'"

        /// Runs a line without any data: one sentence, a hint, and a home as empty as before.
        private func expectRefusal(
            _ line: String, status: Int, prepare: (BoardDesk) throws -> Void = { _ in },
            saying check: (String) throws -> Void = { _ in }
        ) async throws {
            try await BoardDesk.with(contacts: nil, width: 160) { desk in
                try prepare(desk)
                let before = try await desk.terminal.shell("find . -type f | sort")
                try desk.terminal.type("clear; \(line)\r")
                let screen = try await desk.terminal.wait(for: #"(?m)^sendboard: .*\.\nhint: .*\."#)
                try check(screen)
                #expect(try await desk.ended() == status)
                #expect(try await desk.terminal.shell("find . -type f | sort") == before)
                #expect(!FileManager.default.fileExists(atPath: desk.data))
            }
        }

        /// Root may do anything, so for root somebody else runs the program; what can be read and not written is
        /// read-only, and so refused.
        @Test(arguments: geteuid() == 0 ? [(0o700, 1), (0o755, 1)] : [(0o000, 1), (0o500, 4)])
        func `a directory that is not one's own is told, and left`(mode: Int, status: Int) async throws {
            try await BoardDesk.with(width: 160) { desk in
                let before = try contents(desk)
                let files = try await desk.terminal.shell("ls data")
                let nobody = geteuid() == 0 ? "setpriv --reuid 65534 --regid 65534 --clear-groups " : ""
                try await desk.terminal.shell("chmod \(String(mode, radix: 8)) data")
                for line in ["", " account edit marta@acme.example email_cap=3"] {
                    try desk.terminal.type("clear; \(nobody)\(desk.boardCommand)\(line)\r")
                    try await desk.terminal.wait(for: #"(?m)^sendboard: .*\.\nhint: .*\."#)
                    #expect(try await desk.ended() == status)
                }
                try await desk.terminal.shell("chmod 700 data")
                #expect(try await desk.terminal.shell("ls data") == files)
                #expect(try contents(desk) == before)
            }
        }

        @Test func `a read-only board offers no edit and writes nothing`() async throws {
            try await BoardDesk.with { desk in
                let before = try contents(desk)
                try await desk.open("--read-only", showing: "marta@acme.example")
                #expect(try !desk.terminal.screen().contains("tracking  "))
                try desk.terminal.press("t")
                try await desk.press("6", showing: #"(?m)^ Campaigns  \d"#)
                #expect(try await desk.quit() == 0)
                #expect(try contents(desk) == before)
            }
        }

        @Test func `without UTF-8 the board is drawn in ASCII and says so`() async throws {
            try await BoardDesk.with(environment: ["LC_ALL": "C"]) { desk in
                try await desk.open(showing: "not UTF-8")
                let sent = desk.terminal.bytesSent()
                #expect(sent.allSatisfy { $0 < 0x80 })
                #expect(try await desk.quit() == 0)
            }
        }
    }
}
