import Foundation

extension TmuxTerminal {
    /// How long anything may take; far beyond what it takes, so that a loaded machine fails no test.
    package static let patience = Duration.seconds(60)

    /// Looks until `find` finds something, and gives that.
    ///
    /// The only place in the tests that waits for time to pass: another process changes the screen, and tmux tells nobody
    /// when. So it looks every few milliseconds, for a condition and never for a fixed time.
    ///
    /// - Throws: with the screen as it was last where `patience` runs out.
    @discardableResult
    package func wait<Found>(
        for what: String, patience: Duration = patience, _ find: () throws -> Found?
    ) async throws -> Found {
        let deadline = ContinuousClock.now + patience
        while true {
            if let found = try find() { return found }
            guard ContinuousClock.now < deadline else {
                throw Failure(
                    "no \(what) within \(patience); the screen shows:\n\((try? screen()) ?? "nothing")")
            }
            try await Task.sleep(for: .milliseconds(15))
        }
    }

    /// Waits until the screen shows what `pattern` matches, and gives the screen.
    @discardableResult
    package func wait(for pattern: String, patience: Duration = patience) async throws -> String {
        let regex = try Regex(pattern)
        return try await wait(for: "“\(pattern)”", patience: patience) {
            let screen = try screen()
            return screen.firstMatch(of: regex) == nil ? nil : screen
        }
    }

    /// Waits until the shell asks for the next command, on whatever screen.
    package func waitForShell() async throws {
        try await wait(for: "prompt of the shell") {
            let lines = try screen().split(separator: "\n", omittingEmptySubsequences: false)
            let row = try state().cursorRow
            return row < lines.count && lines[row].hasSuffix(Self.prompt) ? true : nil
        }
    }

    /// Runs a shell command to its end and gives what it printed, as far as the screen holds it.
    ///
    /// `$ended` is in it the exit status of the command before.
    @discardableResult
    package func shell(_ line: String) async throws -> String {
        let mark = UInt32.random(in: 0 ... .max)
        // Typed, the mark has a quote in it; printed, it has none.
        try type("ended=$?; clear; \(line); echo 'done'-\(mark)\r")
        let screen = try await wait(for: "(?m)^done-\(mark)$")
        let printed = screen.components(separatedBy: "done-\(mark)")[0]
        return printed.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
