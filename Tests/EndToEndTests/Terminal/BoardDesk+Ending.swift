import Foundation
import TestSupport
import Testing

extension BoardDesk {
    /// Leaves the board from whatever view, and gives its exit status.
    func quit() async throws -> Int {
        try terminal.type(":quit\r")
        try await leave()
        return try await ended()
    }

    /// Presses a key that quits, and says yes where the board asks because a launch runs.
    func leave(with key: String) async throws {
        try terminal.press(key)
        try await leave()
    }

    private func leave() async throws {
        var asked: ContinuousClock.Instant?
        try await terminal.wait(for: "end of the board, or its question") {
            if try terminal.programs().isEmpty { return true }
            guard try terminal.screen().contains(/Quit while .* being sent\?/) else { return nil }
            // The question drops the keys of its first 250 ms, lest somebody typing ahead answers it.
            let since = asked ?? .now
            asked = since
            return since + .milliseconds(300) < .now ? true : nil
        }
        if asked != nil, try !terminal.programs().isEmpty { try terminal.press("y") }
    }

    /// The exit status of the board that has just ended.
    func ended() async throws -> Int {
        try await terminal.waitForShell()
        return try #require(Int(try await terminal.shell("echo $ended")))
    }

    /// Runs the board, or what `start` starts, and ends it: the terminal must then be as it was, modes and all.
    static func expectCleanEnd(
        status: Int, starting start: (BoardDesk) async throws -> Void = { try await $0.open() },
        ending end: (BoardDesk) async throws -> Void
    ) async throws {
        try await with { desk in
            let modes = try await desk.terminal.shell("stty -a")
            let sentBefore = desk.terminal.bytesSent().count
            try await start(desk)
            try await end(desk)
            let ended = try await desk.ended()
            #expect(ended == status)
            let state = try desk.terminal.state()
            #expect(!state.isAlternate && state.isCursorVisible)
            #expect(try await desk.terminal.shell("stty -a") == modes)
            let sent = String(decoding: desk.terminal.bytesSent()[sentBefore...], as: UTF8.self)
            let (on, off) = (sent.ranges(of: "\u{1B}[?2004h").last, sent.ranges(of: "\u{1B}[?2004l").last)
            #expect(try #require(on).upperBound < (try #require(off)).lowerBound)
        }
    }
}
