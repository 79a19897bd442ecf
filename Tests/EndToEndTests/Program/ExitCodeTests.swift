import Foundation
import GRDB
import ServiceCore
import Testing

@testable import sendboard

@Suite struct ExitCodeTests {
    @Test(arguments: [
        ("info", 0), ("--help", 0), ("contact list --help", 0), ("--version", 0), ("theme list", 0),
        ("keys", 0),
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

    @Test func `info makes nothing in an empty directory`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let data = program.home + "/data"
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        #expect(try program.run("info --data-dir data").output.contains("made at first use"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: data).isEmpty)
    }

    @Test func `output that cannot be written fails`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        #expect(try program.run(["info"], output: full).status == 1)
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
    @Test func `a database that another process holds is out of reach`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        #expect(try program.run("demo --data-dir data --contacts 10").status == 0)
        let database = try DatabaseQueue(path: program.home + "/data/sendboard.sqlite")
        try database.inTransaction(.immediate) { _ in
            let result = try program.run("account edit marta@acme.example email_cap=3 --data-dir data")
            #expect(result.status == 6)
            #expect(result.errors.hasPrefix("sendboard: Another process has held the database"))
            return .rollback
        }
    }

    @Test(arguments: ServiceError.Code.allCases)
    func `an error is told with its hint and gives its code`(code: ServiceError.Code) {
        let captured = CapturedConsole()
        let error = ServiceError(code, "It \u{1B}[31mfailed.", hint: "Try again.")
        #expect(ErrorReport(captured.console).report(error) == code.exitCode)
        #expect(captured.complaints == "sendboard: It ␛[31mfailed.\nhint: Try again.\n")
    }
}
