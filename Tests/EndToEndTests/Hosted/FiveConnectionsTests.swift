import Foundation
import TestSupport
import Testing

extension InATerminal.Hosted {
    /// A board over the embedded platform and four hosted ones, some of them dead.
    @Suite struct FiveConnectionsTests {
        @Test func `dead connections cost nothing but their own mark`() async throws {
            let hosted = try await HostedDesk()
            try await hosted.failInManyWays()
            try await BoardDesk.with(width: 120, height: 40, environment: HostedDesk.environment) { desk in
                try hosted.configure(desk.program)
                try await desk.open(showing: "marta@acme.example .*embedded")
                let screen = try await desk.terminal.wait(for: "ops@shop.example .*dyn")
                #expect(screen.contains("5 connections"))
                try await desk.terminal.wait(for: "sendclean stale since .*: unreachable")
                try await desk.terminal.wait(for: "smsdrop stale since .*: 502")
                // DMDS lists contacts and never answers.
                try await desk.press("5", showing: "(?m)^ Contacts  40")
                try await desk.press("w", showing: "whitelisted · u undo")
                try await desk.press("W", showing: "why: .+@")
                try await desk.press("Enter", showing: "(?s)dmds +is being asked.*would go out")
                try desk.terminal.press("q")
                #expect(try await desk.quit() == 0)
            }
        }
    }
}
