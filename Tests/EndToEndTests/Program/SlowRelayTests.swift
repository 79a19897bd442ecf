import Foundation
import Glibc
import TestSupport
import Testing

/// S13: a relay that is slower than the queue is long.
///
/// Case S13.
@Suite(.timeLimit(.minutes(20)), .enabled(if: RandomKeys.isLong, "it is of the long sizes"))
struct SlowRelayTests {
    private static let people = RandomKeys.isLong ? 200_000 : 4000

    /// In KiB, the most that it ever was.
    private func peakMemory(_ process: Process) throws -> Int {
        let status = try String(
            contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return try #require(line.flatMap { Int($0.filter(\.isNumber)) })
    }

    @Test func `what waits for it waits on the disk, not in memory`() async throws {
        // All of it in memory would be more than is allowed below several times over.
        let text = String(repeating: "All that there is to say. ", count: 4000)
        let launch = try await LaunchThroughRelay(to: Self.people, pause: .milliseconds(20), text: text)
        defer { launch.program.cleanUp() }
        let command = try launch.launch()
        await launch.relay.accepted(100)
        let early = try peakMemory(command)
        await launch.relay.accepted(300)
        let late = try peakMemory(command)
        LaunchThroughRelay.end(command, SIGTERM)
        #expect(late < 250 * 1024)
        #expect(late - early < 60 * 1024)
        launch.books.expectSettled(try await launch.books.states(), launch.relay)
    }
}
