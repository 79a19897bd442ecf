import Foundation
import Glibc
import ServiceCore
import TestSupport
import Testing

/// S14: signals in the midst of a launch.
///
/// Case S14.
@Suite(
    .serialized, .timeLimit(.minutes(20)), .enabled(if: RandomKeys.isLong, "it is of the long sizes"))
struct LaunchSignalTests {
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `a command that a signal ends records what was under way, and the rest stays queued`(
        _ signal: Int32
    ) async throws {
        let launch = try await LaunchThroughRelay(to: 600)
        defer { launch.program.cleanUp() }
        let errors = Pipe()
        let command = try launch.launch(errors: errors)
        await launch.relay.accepted(40)
        let began = ContinuousClock.now
        LaunchThroughRelay.end(command, signal)
        #expect(ContinuousClock.now - began < .seconds(5))
        try? errors.fileHandleForWriting.close()
        let said = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(said.contains("The launch goes on once a board or another console is open."), "\(said)")
        let states = try await launch.books.states()
        launch.books.expectSettled(states, launch.relay)
        #expect(states.count == 600)
        #expect(states.values.contains(.pending))
        try await launch.finish()
    }

    @Test func `a server that is asked to read its files again goes on with the launch`() async throws {
        let launch = try await LaunchThroughRelay(to: 300)
        defer { launch.program.cleanUp() }
        let server = try launch.server()
        try launch.shop.done("campaign launch Sale --yes Sale")
        await launch.relay.accepted(40)
        kill(server.processIdentifier, SIGHUP)
        try await launch.books.settle()
        #expect(server.isRunning)
        LaunchThroughRelay.end(server, SIGTERM)
        #expect(server.terminationStatus == 0)
        try await launch.sumUp()
    }

    @Test
    func
        `a second signal ends at once what waits for a relay that hangs, and each session's message is unknown`()
        async throws
    {
        let launch = try await LaunchThroughRelay(to: 40, [.at(.dot, .silence)])
        defer { launch.program.cleanUp() }
        let command = try launch.launch()
        await launch.relay.reached(.dot)
        kill(command.processIdentifier, SIGINT)
        LaunchThroughRelay.end(command, SIGINT)
        #expect(launch.relay.accepted.isEmpty)
        let sessions = launch.relay.sessionCount
        let server = try launch.server()
        await launch.relay.reached(.dot, sessions + 1)
        LaunchThroughRelay.end(server, SIGTERM)
        let states = try await launch.books.states()
        #expect(states.count == 40)
        #expect(!states.values.contains(.accepted))
    }
}
