import Foundation
import TestSupport
import Testing

extension InATerminal.Hosted {
    /// Keys, tokens and passwords of connections are in nothing that the program says or writes, even where the platforms
    /// repeat them.
    @Suite struct SecretsTests {
        private let search = SecretSearch(secrets: HostedDesk.secrets)
        /// A login to smsdrop is kept on purpose, for the program's owner alone.
        private static let logins = ".local/state/sendboard/tokens"

        @Test func `the search finds what is there`() {
            let said = Data("apikey=\(HostedDesk.dynKey)&token=mark3d%2Bsendclean%2Ftoken%3D9".utf8)
            #expect(search.found(in: said).contains("\(HostedDesk.dynKey) in clear"))
            #expect(search.found(in: said).contains("\(HostedDesk.sendCleanToken) in percent-encoding"))
        }

        @Test func `no command shows, logs or keeps one`() async throws {
            let hosted = try await HostedDesk()
            hosted.repeatEverything()
            let program = try BuiltProgram(hasData: true)
            defer { program.cleanUp() }
            try hosted.configure(program)
            var said = Data()
            for line in Self.lines {
                let result = try program.run(
                    line + ["--log-level", "trace", "--data-dir", "data"], environment: HostedDesk.environment
                )
                said += Data((result.output + result.errors).utf8)
            }
            for server in [hosted.dyn, hosted.sendClean, hosted.dmds, hosted.smsDrop] {
                #expect(server.connectionCount > 0, "every platform was asked")
            }
            #expect(search.found(in: said) == [])
            #expect(search.found(in: try program.everythingWritten(besides: Self.logins)) == [])
            #expect(try program.modes(in: Self.logins) == [0o600])
        }

        private static let lines: [[String]] =
            ["dyn", "sendclean", "dmds", "smsdrop"].map { ["connection", "check", $0] } + [
                ["connection", "list"], ["info"], ["account", "list", "--format", "json"],
                ["sender", "list", "--format", "csv"], ["contact", "why", "kim@a.test"],
                ["smtp-user", "create", "--connection", "sendclean", "hourly_limit=5", "total_limit=5"],
                ["sender", "create", "--connection", "dyn", "address=kim@a.test"],
                ["contact", "create", "--connection", "dmds", "email=kim@a.test"],
                [
                    "campaign", "create", "--connection", "smsdrop", "--yes", "text=Hi", "sender=Shop",
                    "recipients=+22963588213", "title=Hello",
                ],
            ]

        @Test func `no screen, log or export shows one, and no crash`() async throws {
            let hosted = try await HostedDesk()
            hosted.repeatEverything()
            try await BoardDesk.with(environment: HostedDesk.environment) { desk in
                try hosted.configure(desk.program)
                try await desk.open("--log-level trace")
                for (key, title) in [("2", "Senders"), ("3", "SMTP"), ("5", "Contacts"), ("6", "Campaigns")] {
                    try await desk.press(key, showing: "(?m)^ \(title)")
                }
                try await desk.press("L", showing: "Calls to platforms")
                try await desk.terminal.wait(for: "calls to every platform") {
                    let screen = try desk.terminal.screen()
                    if ["dyn", "sendclean", "dmds"].allSatisfy({ screen.contains("  \($0)  ") }) {
                        return true
                    }
                    try desk.terminal.press("r")
                    return nil
                }
                kill(try desk.board(), SIGSEGV)
                #expect(try await desk.ended() == 128 + Int(SIGSEGV))
                #expect(search.found(in: Data(desk.terminal.bytesSent())) == [])
                #expect(search.found(in: try desk.program.everythingWritten(besides: Self.logins)) == [])
            }
        }
    }
}
