import Foundation
import TestSupport
import Testing

/// The tests that use a terminal; those of a group go one after the other, as each has several processes of its own.
@Suite(.timeLimit(.minutes(10)), .enabled(if: TmuxTerminal.absence == nil, "\(TmuxTerminal.absence ?? "")"))
struct InATerminal {
    /// A board over the embedded platform.
    @Suite(.serialized) struct Alone {}
    /// A board beside servers of hosted platforms, or over rows as they may send them.
    @Suite(.serialized) struct Hosted {}
}

/// The built program in a terminal, on data that nobody else uses.
final class BoardDesk {
    let program: BuiltProgram
    let terminal: TmuxTerminal
    /// The data directory that all of it works on.
    var data: String { program.home + "/data" }

    /// - Parameter contacts: how many people the sample data has; nil makes none, and no directory.
    static func with(
        contacts: Int? = 40, width: Int = 80, height: Int = 24, environment: [String: String] = [:],
        _ body: (BoardDesk) async throws -> Void
    ) async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        if let contacts { try await ReadyDemo.copy(contacts: contacts, of: program) }
        let desk = BoardDesk(program: program, terminal: try await .init(program, width, height, environment))
        defer { desk.terminal.close() }
        try await body(desk)
    }

    private init(program: BuiltProgram, terminal: TmuxTerminal) {
        self.program = program
        self.terminal = terminal
    }

    /// The words that start the board on the data.
    var boardCommand: String { "'\(BuiltProgram.location.path)' --data-dir '\(data)'" }

    /// Starts the board and waits for its first rows.
    func open(_ options: String = "", showing pattern: String = #"Accounts  \d"#) async throws {
        try terminal.type("clear; \(boardCommand) \(options)\r")
        try await terminal.wait(for: pattern)
    }

    /// Presses a key and waits for what it brings, which must not stand there before: else nothing would be waited for.
    @discardableResult
    func press(_ key: String, showing pattern: String) async throws -> String {
        let before = try terminal.screen()
        try #require(try before.firstMatch(of: Regex(pattern)) == nil, "“\(pattern)” is shown before \(key)")
        try terminal.press(key)
        return try await terminal.wait(for: pattern)
    }

    /// Types into a field until it stands there: a dialog drops the keys of its first moments.
    func fill(_ text: String, after label: String) async throws {
        try await terminal.wait(for: label)
        let pattern = try Regex(#"(?m)^\W*"# + NSRegularExpression.escapedPattern(for: text) + #"\W*$"#)
        try await terminal.wait(for: "“\(text)” in its field") {
            if try terminal.screen().firstMatch(of: pattern) != nil { return true }
            try terminal.press("C-u")
            try terminal.type(text)
            return nil
        }
    }

    /// The rows that the command line gives, from another process.
    func rows(_ line: String) throws -> [[String: Any]] {
        let result = try program.run("\(line) --data-dir data --format json")
        try #require(result.status == 0, "\(result.errors)")
        let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        if let rows = value as? [[String: Any]] { return rows }
        return [try #require(value as? [String: Any])]
    }

    /// The process of the board.
    func board() throws -> pid_t {
        try #require(try terminal.programs().first)
    }
}

extension TmuxTerminal {
    fileprivate convenience init(
        _ program: BuiltProgram, _ width: Int, _ height: Int, _ environment: [String: String]
    ) async throws {
        try await self.init(
            in: program.home, width: width, height: height,
            environment: ["HOME": program.home, "TMPDIR": program.home].merging(environment) { $1 })
    }
}
