package import Foundation
import Glibc

/// A terminal of tmux with a shell in it: what is typed there goes through a real terminal, and what it shows is read back.
///
/// The server is its own: it reads no configuration, and its socket stands in `directory`. The shell is `sh`, which edits no
/// lines and changes no terminal modes, so that what a program leaves behind stays as it left it.
package final class TmuxTerminal: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
        init(_ description: String) { self.description = description }
    }

    /// The shell's prompt, which nothing else prints.
    package static let prompt = "ready>"
    private let socket: String
    private let record: String
    private static let environment = [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
    ]

    /// Why there can be no such terminal here; nil where there can.
    package static var absence: String? {
        let isThere = try? ChildProcess(["tmux", "-V"], environment: environment).status == 0
        return isThere == true ? nil : "tmux is not installed"
    }

    /// Opens the terminal and waits for the shell's prompt.
    ///
    /// - Parameter environment: what the shell knows; TERM and locale have defaults.
    package init(
        in directory: String, width: Int = 80, height: Int = 24, environment: [String: String]
    ) async throws {
        let name = String(UInt32.random(in: 0 ... .max), radix: 16)
        socket = "/tmp/sendboard-tmux-\(name)"
        record = directory + "/terminal-\(name).bytes"
        var variables = [
            "TERM": "tmux-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "PS1": Self.prompt + " ",
        ]
        variables.merge(environment) { _, given in given }
        let settings = variables.flatMap { ["\($0)=\($1)"] }
        try command(
            ["new-session", "-d", "-x", "\(width)", "-y", "\(height)", "-c", directory, "env", "-i"]
                + settings + ["sh", "-i"])
        try command([
            "set", "-g", "status", "off", ";", "set", "-g", "window-size", "manual", ";",
            "set", "-sg", "escape-time", "0", ";", "set", "-g", "remain-on-exit", "on",
        ])
        try resize(width: width, height: height)
        // There before the first command, as what tmux starts writes to it at some time of its own.
        try Data().write(to: URL(filePath: record))
        try command(["pipe-pane", "cat >>'\(record)'"])
        // Asked again, the shell answers also where its first prompt was lost to the change of size.
        try await wait(for: "prompt of the shell") {
            if try screen().contains(Self.prompt) { return true }
            try press("Enter")
            return nil
        }
        try await waitForShell()
    }

    /// Ends the server and everything that runs in it.
    package func close() {
        // What does not answer has gone already.
        _ = try? command(["kill-server"])
        unlink(socket)
    }

    // MARK: In

    /// Types the characters as they are.
    package func type(_ text: String) throws {
        for chunk in Array(text.utf8).chunked(by: 1000) {
            try command(["send-keys", "-H"] + chunk.map { String($0, radix: 16) })
        }
    }

    /// Presses keys by the names that tmux has for them: `Enter`, `C-s`, `PPage`.
    package func press(_ keys: String...) throws {
        try command(["send-keys"] + keys)
    }

    /// Pastes, within marks where the program has asked for them.
    package func paste(_ text: String) throws {
        try command(["load-buffer", "-"], input: Array(text.utf8))
        try command(["paste-buffer", "-p", "-r", "-d"])
    }

    package func resize(width: Int, height: Int) throws {
        try command(["resize-window", "-x", "\(width)", "-y", "\(height)"])
    }

    // MARK: Out

    /// What the terminal shows, a line a row, without trailing blanks.
    package func screen() throws -> String {
        try command(["capture-pane", "-p"])
    }

    /// The same with the sequences that give it its looks.
    package func screenWithLooks() throws -> String {
        try command(["capture-pane", "-p", "-e"])
    }

    /// Every byte that was sent to the terminal so far.
    package func bytesSent() -> [UInt8] {
        Array(FileManager.default.contents(atPath: record) ?? Data())
    }

    /// What tmux knows of the terminal's state.
    package struct State: Sendable, Equatable {
        package let isAlternate, isCursorVisible: Bool
        package let cursorRow: Int
        package let shell: pid_t
    }

    package func state() throws -> State {
        let parts = try command(["display", "-p", "#{alternate_on} #{cursor_flag} #{cursor_y} #{pane_pid}"])
            .split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        guard parts.count == 4 else { throw Failure("tmux does not tell the state of its pane") }
        return State(
            isAlternate: parts[0] == 1, isCursorVisible: parts[1] == 1, cursorRow: parts[2],
            shell: pid_t(parts[3]))
    }

    /// The programs that the shell runs now.
    package func programs() throws -> [pid_t] {
        let shell = try state().shell
        let text = FileManager.default.contents(atPath: "/proc/\(shell)/task/\(shell)/children") ?? Data()
        return String(decoding: text, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
    }

    @discardableResult
    private func command(_ arguments: [String], input: [UInt8]? = nil) throws -> String {
        let answer = try ChildProcess(
            ["tmux", "-u", "-S", socket, "-f", "/dev/null"] + arguments, environment: Self.environment,
            input: input)
        guard answer.status == 0 else { throw Failure("tmux \(arguments.first ?? ""): \(answer.output)") }
        return answer.output
    }
}

extension Array {
    fileprivate func chunked(by size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
