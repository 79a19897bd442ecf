import Foundation
import TestSupport
import Testing

extension InATerminal {
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
                try await desk.terminal.wait(for: "sendclean[^\\n]*")
                try await desk.press("t", showing: "t · o")
                try desk.terminal.press("Escape")
                #expect(try await desk.quit() == 0)
            }
        }
    }
}
