import Foundation
import GRDB
import TestSupport
import Testing

extension InATerminal {
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

        @Test(arguments: ["TERM=dumb", "TERM=no-such-terminal", "TERM="])
        func `a terminal that cannot show the board is told so`(setting: String) async throws {
            try await BoardDesk.with { desk in
                try desk.terminal.type("clear; \(setting) \(desk.boardCommand)\r")
                try await desk.terminal.wait(for: "hint: ")
                #expect(try await desk.ended() == 2)
            }
        }

        /// Root may read everything, so for root somebody else runs the program.
        @Test func `a directory that may not be read is told, and left as it is`() async throws {
            try await BoardDesk.with { desk in
                let before = try contents(desk)
                let nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups "
                try await desk.terminal.shell("chmod \(geteuid() == 0 ? "700" : "000") data")
                try desk.terminal.type("clear; \(geteuid() == 0 ? nobody : "")\(desk.boardCommand)\r")
                try await desk.terminal.wait(for: #"sendboard: [\s\S]*\nhint: "#)
                #expect(try await desk.ended() == 1)
                try await desk.terminal.shell("chmod 700 data")
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

        @Test func `a wrong theme is told with line and column`() async throws {
            try await BoardDesk.with { desk in
                try desk.program.write(
                    "name: mine\nroles:\n  title: { fg: nosuchcolour }\n",
                    to: desk.program.home + "/.config/sendboard/themes/mine.yaml")
                try desk.terminal.type("clear; \(desk.boardCommand) --theme mine\r")
                let screen = try await desk.terminal.wait(for: "sendboard: ")
                #expect(screen.contains(#/mine\.yaml:\d+:\d+: /#))
                #expect(try await desk.ended() == 2)
            }
        }
    }
}
