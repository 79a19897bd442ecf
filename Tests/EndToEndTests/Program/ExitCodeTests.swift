import Foundation
import GRDB
import Testing

@Suite struct ExitCodeTests {
    @Test(arguments: [
        ("info", 0), ("--help", 0), ("contact list --help", 0), ("--version", 0), ("theme list", 0),
        ("keys", 0), ("manual", 0), ("manual filter", 0), ("manual nosuch", 3),
        ("--generate-completion-script bash", 0), ("account list", 0), ("--read-only account list", 3),
        ("", 2), ("contcat list", 2), ("account", 2), ("account list --nosuch", 2),
        ("account list --limit 0", 2),
        ("account list --sort nosuch", 2), ("account list --search nosuch:1", 2), ("account do nosuch x", 2),
        ("account create nosuch=1", 2), ("account create name", 2), ("demo --contacts -1", 2), ("demo", 2),
        ("account show nobody", 3), ("--config /nowhere.yaml info", 3),
        ("--connection nosuch account list", 3),
        ("--workspace nosuch account list", 3), ("keys --check /nowhere.md", 3),
    ])
    func `the exit code says how a command ended`(line: String, status: Int) throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let result = try program.run(line)
        #expect(Int(result.status) == status)
        #expect(result.errors.isEmpty == (status == 0) || result.errors == "no accounts\n")
        if status != 0 { #expect(result.errors.hasPrefix("sendboard: ")) }
    }

    @Test(arguments: [
        ("--limit -1", "--limit takes a whole number from 1 on, not -1."),
        ("--limit 0", "--limit takes a whole number from 1 on, not 0."),
        ("--limit some", "The value 'some' is invalid for '--limit <n>'"),
    ])
    func `a limit that is none is refused in one sentence that says what is taken`(
        option: String, sentence: String
    ) throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let result = try program.run("contact list --data-dir data \(option)")
        #expect(result.status == 2)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 2 && lines.first == "sendboard: \(sentence)", "\(result.errors)")
        #expect(lines.last?.hasPrefix("hint: ") == true)
    }

    @Test func `a wrong option of the board is answered with what can be typed`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let result = try program.run("--color pink")
        #expect(
            result.status == 2 && result.errors.hasSuffix("\nhint: sendboard --help\n"), "\(result.errors)")
        #expect(try program.run(["serve", "--public-url", ""]).status == 2)
    }

    @Test(arguments: [
        ["--data-dir", ""], ["--data-dir="], ["--data-dir", " "], ["--config", ""], ["--workspace="],
        ["--connection", ""], ["--theme", ""], ["--dns", ""],
    ])
    func `an option with nothing in it is refused before anything is made`(option: [String]) throws {
        for command in [["account", "list"], ["info"], []] {
            let program = try BuiltProgram()
            defer { program.cleanUp() }
            let result = try program.run(command + option)
            #expect(result.status == 2)
            let name = option[0].prefix { $0 != "=" }
            #expect(result.errors.hasPrefix("sendboard: \(name) wants "), "\(result.errors)")
            #expect(result.errors.contains("\nhint: "))
            #expect(try program.everythingWritten().isEmpty)
        }
    }

    @Test func `a key section is right whichever way its lines end`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let keys = try program.run("keys").output.replacing("\n", with: "\r\n")
        try program.write("\u{FEFF}# Manual\r\n\r\n\(keys)", to: program.home + "/keys.md")
        #expect(try program.run("keys --check \(program.home)/keys.md").status == 0)
    }

    @Test func `a wrong configuration ends every command with its place`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try program.write("ascii: true\ncolour: auto\n", to: program.configuration)
        let result = try program.run("info")
        #expect(result.status == 2)
        #expect(
            result.errors == """
                sendboard: config.yaml:2:1: unknown setting “colour”.
                hint: Did you mean color?

                """)
    }

    @Test func `a key for an action that there is not is told with the nearest`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try program.write("keys:\n  contact.whitelits: w\n", to: program.configuration)
        #expect(try program.run("info").errors.hasPrefix("sendboard: config.yaml:2:3: unknown action"))
    }

    @Test func `the board without a terminal says so in one line and a hint`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let result = try program.run("--ascii")
        #expect(
            result.errors.hasPrefix("sendboard: The board needs a terminal for input and output.\nhint: "))
        #expect(try program.everythingWritten().isEmpty)
    }

    @Test(arguments: [
        "contact list", "account show kim", "contact why kim@a.test", "engine status", "connection list",
    ])
    func `a command that only reads makes no data directory`(line: String) throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let result = try program.run(line + " --data-dir nowhere")
        #expect(result.status == 3 && result.output.isEmpty)
        #expect(
            result.errors == """
                sendboard: There is no data directory \(program.home)/nowhere.
                hint: Check --data-dir; a command that writes makes it.

                """)
        #expect(!FileManager.default.fileExists(atPath: program.home + "/nowhere"))
    }

    @Test func `a verb without its noun is told where it stands`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let result = try program.run("edit kim")
        #expect(result.status == 2)
        #expect(
            result.errors == """
                sendboard: There is no command “edit”.
                hint: A verb stands behind its kind: sendboard KIND edit.

                """)
    }

    @Test func `a file in the place of the data directory is called one`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try program.write("x", to: program.home + "/file")
        let result = try program.run("contact list --data-dir file")
        #expect(result.errors.contains("/file is a file and no data directory."))
        #expect(result.errors.hasSuffix("hint: Name a folder with --data-dir.\n"))
    }

    @Test func `info makes nothing in an empty directory`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let data = program.home + "/data"
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        #expect(try program.run("info --data-dir data").output.contains("made at first use"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: data).isEmpty)
    }

    @Test(arguments: [
        "info", "--help", "contact list --help", "contact create --help", "--version", "theme list", "keys",
        "--generate-completion-script bash", "help",
    ])
    func `output that cannot be written fails in a sentence`(line: String) throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let result = try program.run(line.split(separator: " ").map(String.init), output: full)
        #expect(result.status == 1)
        #expect(result.errors == "sendboard: The output cannot be written: No space left on device.\n")
    }

    @Test(arguments: ["info", "--help", "account list --format json"])
    func `an output that is closed fails, and no file takes its place`(line: String) throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "exec \"$0\" \(line) >&-", BuiltProgram.location.path]
        shell.environment = ["HOME": program.home, "PATH": "/usr/bin:/bin"]
        let errors = Pipe()
        shell.standardError = errors
        try shell.runWatched()
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 1)
        #expect(
            String(decoding: said, as: UTF8.self)
                == "sendboard: The output cannot be written: Bad file descriptor.\n")
    }

    @Test func `help says what is the command's own first, and the fields of its form`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        for line in ["contact create --help", "help contact create", "contact new --help"] {
            let help = try program.run(line).output
            let places = [
                "ARGUMENTS:", "OPTIONS:", "--yes", "FIELDS (", "  email=", "OPTIONS OF EVERY COMMAND:",
            ]
            .map { help.range(of: $0)?.lowerBound }
            #expect(!places.contains(nil))
            #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        }
        #expect(try program.run("smtp-user edit --help").output.contains("  hourly_limit="))
        #expect(try !program.run("contact edit --help").output.contains("  account="))
        for line in ["contact --help", "contact whitelist --help", "contact whitelist --nosuch"] {
            let result = try program.run(line)
            #expect(!(result.output + result.errors).contains(" do "), "\(line)")
        }
    }

    @Test func `a reader that has gone is no failure`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let result = try program.run(["info"], output: pipe.fileHandleForWriting)
        #expect(result.status == 0)
        #expect(result.errors == "")
    }

    /// Hosted platforms lead to 5 and 6, too: HostedExitCodeTests.
    @Test func `a database that another process holds is out of reach`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try await ReadyDemo.copy(of: program)
        let database = try DatabaseQueue(path: program.home + "/data/sendboard.sqlite")
        try database.inTransaction(.immediate) { _ in
            let result = try program.run("account edit marta@acme.example email_cap=3 --data-dir data")
            #expect(result.status == 6)
            #expect(result.errors.hasPrefix("sendboard: Another process has held the database"))
            return .rollback
        }
    }
}
