import Foundation
import Glibc
import ServiceCore
import TestSupport
import Testing

/// Real messages, handed to a relay on this machine by the built program.
@Suite struct RelayCommandTests {
    private func url(_ relay: FaultRelay, user: String = "") -> String {
        "smtp://\(user.isEmpty ? "" : user + "@")127.0.0.1:\(relay.port)"
    }

    @Test func `a campaign goes out through the relay that the data directory names`() async throws {
        let relay = try await FaultRelay()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        #expect(try shop.done("relay show").contains("no message leaves this machine"))
        let asked = try shop.run("relay use \(url(relay))")
        #expect(asked.status == 4 && asked.errors.contains("--yes 127.0.0.1"), "\(asked.errors)")
        #expect(relay.sessionCount == 0)
        let used = try shop.done("relay use \(url(relay)) --yes 127.0.0.1")
        #expect(used.contains("answers: in clear, no login, PIPELINING"))
        let shown = try shop.done("relay show")
        #expect(shown.contains("by ") && shown.contains("Last check") && shown.contains("in clear"))
        #expect(shown.contains("text messages are refused"))
        #expect(try shop.done("info").contains("messages leave through \(url(relay))"))

        try shop.campaign("Sale", to: "ana@example.org,bo@example.org")
        let plan = try shop.run("campaign launch Sale")
        #expect(plan.errors.contains(url(relay)), "\(plan.errors)")
        let launch = try shop.launch()
        #expect(launch.status == 0, "\(launch.errors)")
        #expect(relay.accepted.flatMap(\.recipients).sorted() == ["ana@example.org", "bo@example.org"])
        #expect(relay.accepted.allSatisfy { $0.header("Subject") == "Hello" })
        #expect(try shop.state() == "finished")
        let replies = try shop.done("relay show")
        #expect(replies.contains("no process") && replies.contains("2 × 250"), "\(replies)")
        #expect(try shop.taken().isEmpty)
        #expect(try shop.done("relay leave --yes").contains("No message leaves"))
    }

    @Test func `a relay that wants a login gets it from a file that nobody else can read`() async throws {
        var script = RelayScript(RelayScript.usual + ["AUTH PLAIN"])
        script.login = .init(user: "kim", password: "Marked-relay-1")
        let relay = try await FaultRelay(script)
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        let line = "relay use \(url(relay, user: "kim")) --yes 127.0.0.1"
        #expect(try shop.run(line).status == 5)
        let words = (line + " --password-stdin").split(separator: " ").map(String.init)
        let wrong = try shop.run(words, input: "wrong\n")
        #expect(wrong.status == 5 && wrong.errors.contains("logging in"), "\(wrong.errors)")
        #expect(try shop.done("relay show").contains("no message leaves"))
        let used = try shop.run(words, input: "Marked-relay-1\n")
        #expect(used.status == 0 && used.output.contains("logged in by"), "\(used.errors)")
        #expect(!used.output.contains("Marked-relay-1"))
        let file = program.home + "/.config/sendboard/credentials/relay.kim@127.0.0.1"
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try shop.run("relay check").status == 0)
    }

    @Test(arguments: [
        ("relay use smtp://kim:secret@127.0.0.1 --yes 127.0.0.1", "holds no password"),
        ("relay use 127.0.0.1:25 --yes 127.0.0.1", "begins with smtp:// or smtps://"),
    ])
    func `an address that is none is refused in a sentence, and nothing of it is repeated`(
        _ line: String, _ words: String
    ) throws {
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        let result = try program.run(line.split(separator: " ").map(String.init) + ["--data-dir", "data"])
        #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
        #expect(!result.errors.contains("secret"))
    }

    @Test func `a relay that is named is tried before there is any data, and makes none`() async throws {
        let relay = try await FaultRelay()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let result = try program.run("relay check \(url(relay)) --data-dir data")
        #expect(result.status == 0 && result.output.contains("answers: in clear"), "\(result.errors)")
        #expect(relay.accepted.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: program.home + "/data"))
    }

    @Test func `a relay that is not there is told of, and not taken`() async throws {
        let relay = try await FaultRelay()
        try await relay.stop()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        let result = try shop.run("relay use \(url(relay)) --yes 127.0.0.1")
        #expect(result.status == 6 && result.errors.contains("cannot be reached"), "\(result.errors)")
        #expect(try shop.done("relay show").contains("no message leaves"))
    }

    @Test func `a test to oneself goes through the relay, each step told, and a warm-up is kept`()
        async throws
    {
        let relay = try await FaultRelay()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        #expect(try shop.run("relay test me@example.org").status == 3)
        try shop.done("relay use \(url(relay)) --warm-up 500,1000 --yes 127.0.0.1")
        let before = try shop.done("relay show")
        #expect(
            before.contains("it has taken no message yet") && before.contains("0 of 500 today"), "\(before)")
        let told = try shop.done("relay test me@example.org")
        #expect(told.contains("queued") && told.contains("accepted  250 2.0.0 Taken"), "\(told)")
        #expect(relay.accepted.flatMap(\.recipients) == ["me@example.org"])
        let after = try shop.done("relay show")
        #expect(
            !after.contains("it has taken no message yet") && after.contains("1 of 500 today"), "\(after)")
        try shop.done("relay warm-up none")
        #expect(try !shop.done("relay show").contains("of 500"))
    }

    @Test func `what is scheduled when a relay is named waits until it is released by name`() async throws {
        let relay = try await FaultRelay()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        try shop.campaign("Sale", to: "ana@example.org")
        try shop.done("campaign edit Sale defer_until=2999-01-01T00:00:00Z")
        try shop.done("campaign launch Sale --yes Sale")
        let asked = try shop.run("relay use \(url(relay))")
        #expect(asked.errors.contains("Held until released by name: 1 launch"), "\(asked.errors)")
        let used = try shop.done("relay use \(url(relay)) --yes 127.0.0.1")
        #expect(used.contains("Held until decided on again: 1 launch"))
        #expect(try shop.state() == "paused")
        #expect(try shop.done("relay show").contains("1 launch: decided on when messages went another way"))
        #expect(try shop.run("relay release Sale").errors.contains("--yes Sale"))
        try shop.done("relay release Sale --yes Sale")
        #expect(try shop.state() == "scheduled")
        #expect(try shop.done("relay release --all").contains("Nothing is held"))
    }

    @Test func `a server names the relay of a directory where nothing was ever queued, and of no other`()
        async throws
    {
        let relay = try await FaultRelay()
        let server = try ServingProgram(["--relay", url(relay)])
        let shown = try server.program.run("relay show --data-dir data")
        #expect(shown.output.contains(url(relay)) && shown.output.contains("Engine"), "\(shown.errors)")
        let other = try server.program.run(
            "serve --listen 127.0.0.1:0 --relay smtp://127.0.0.1:9 --data-dir data")
        #expect(other.status == 4 && other.errors.contains(url(relay)), "\(other.errors)")
        #expect(relay.accepted.isEmpty)
        server.signal(SIGTERM)
        #expect(server.ended() == 0)
    }

    @Test func `what demo made never gets one`() async throws {
        let relay = try await FaultRelay()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let made = try program.run(["demo", "--data-dir", "data", "--contacts", "40"])
        #expect(made.status == 0)
        let line = "relay use \(url(relay)) --yes 127.0.0.1 --data-dir data"
        let result = try program.run(line.split(separator: " ").map(String.init))
        #expect(result.status == 4 && result.errors.contains("sendboard demo"), "\(result.errors)")
    }
}
