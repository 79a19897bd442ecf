import Foundation
import TestSupport
import Testing

extension InATerminal.Hosted {
    /// The demo's board over five connections, four of which a child of its own serves.
    @Suite struct DemoConnectionsTests {
        @Test func `embedded rows come first and keep the cursor, those of all platforms join them`()
            async throws
        {
            try await BoardDesk.with(width: 130, height: 40) { desk in
                try await desk.openDemo()
                let screen = try await desk.hostedRows()
                #expect(screen.contains("5 connections"))
                #expect(screen.contains("sandbox: no message leaves this machine"))
                let sent = String(decoding: desk.terminal.bytesSent(), as: UTF8.self)
                let (own, hosted) = (
                    sent.ranges(of: "acme.example").first, sent.ranges(of: "northwind").first
                )
                #expect(try #require(own).lowerBound < (try #require(hosted)).lowerBound)
                try await desk.press(
                    "Enter", showing: " › accounts › [a-z]+@(acme|bluebird).example")
                try desk.terminal.press("q")
                try await desk.press("6", showing: "(?m)^ Campaigns")
                try await desk.terminal.wait(for: "Order messages .*dmds")
                try await desk.terminal.wait(for: "Delivery today .*smsdrop")
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `at equal keys embedded rows stand before the others`() async throws {
            try await BoardDesk.with(width: 130, height: 50) { desk in
                try await desk.openDemo()
                try await desk.press("2", showing: "(?m)^ Senders")
                try await desk.terminal.wait(for: "news@northwind.example .*dyn")
                try await desk.terminal.wait(for: "senders by DKIM") {
                    if try desk.terminal.screen().contains("· by dkim") { return true }
                    try desk.terminal.press(">")
                    return nil
                }
                try desk.terminal.press("Home")
                let screen = try await desk.terminal.wait(for: "(?m)unchecked .*dyn")
                let alike = screen.split(separator: "\n").filter { $0.contains(" unchecked ") }
                let platforms = alike.compactMap { $0.split(separator: " ").last }
                #expect(platforms.contains("embedded") && platforms.contains("dyn"))
                #expect(platforms.drop { $0 == "embedded" }.allSatisfy { $0 == "dyn" })
            }
        }

        /// What ends the board, as a signal; nil for `q`.
        @Test(arguments: [nil, SIGTERM, SIGHUP, SIGKILL])
        func `however the board ends, its server ends too`(signal: Int32?) async throws {
            try await BoardDesk.with(width: 120, height: 40) { desk in
                try await desk.openDemo()
                try await desk.hostedRows()
                let server = try await desk.demoServer()
                #expect(server.isListening)
                if let signal {
                    kill(try desk.board(), signal)
                } else {
                    #expect(try await desk.quit() == 0)
                }
                try await desk.terminal.wait(for: "end of the server and of its port") {
                    server.isGone && !server.isListening ? true : nil
                }
            }
        }

        @Test func `a server that dies leaves the board and one clear sentence`() async throws {
            try await BoardDesk.with(width: 130, height: 40) { desk in
                try await desk.openDemo()
                try await desk.hostedRows()
                kill(try await desk.demoServer().process, SIGKILL)
                let screen = try await desk.terminal.wait(
                    for: "dyn sendclean smsdrop stale since [0-9:–]+: unreachable · r retries")
                #expect(screen.contains("ops@northwind.example"), "rows that were there stay")
                try await desk.press("5", showing: "(?m)^ Contacts")
                try await desk.press("w", showing: "whitelisted · u undo")
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `kept data has the server's beside it and is opened again`() async throws {
            try await BoardDesk.with(width: 120, height: 40) { desk in
                var accounts: [Data?] = []
                for _ in 0..<2 {
                    try await desk.openDemo()
                    try await desk.hostedRows()
                    #expect(try await desk.quit() == 0)
                    accounts.append(
                        FileManager.default.contents(atPath: desk.data + "/hosted/demo-account.json"))
                }
                #expect(accounts[0] != nil && accounts[0] == accounts[1])
            }
        }

        @Test func `what an interrupted demo left of the server's data is made anew`() async throws {
            try await BoardDesk.with(width: 120, height: 40) { desk in
                try desk.program.write("", to: desk.data + "/hosted/unfinished")
                try desk.program.write("half", to: desk.data + "/hosted/sendboard.sqlite")
                try await desk.openDemo()
                try await desk.hostedRows()
                #expect(try await desk.quit() == 0)
            }
        }

        @Test func `two demos on the same data have a server each, and the same rows`() async throws {
            try await BoardDesk.with(width: 120, height: 40) { desk in
                let other = try await TmuxTerminal(
                    in: desk.program.home, width: 120, height: 40,
                    environment: ["HOME": desk.program.home, "TMPDIR": desk.program.home])
                defer { other.close() }
                try other.type("clear; \(desk.demoCommand)\r")
                try await desk.openDemo()
                try await desk.hostedRows()
                try await other.wait(for: "(?m)ops@northwind.example .*smsdrop$")
                let boards = try desk.terminal.programs() + other.programs()
                #expect(Set(try boards.flatMap { try DemoChild.all(of: $0) }.map(\.port)).count == 2)
                #expect(try await desk.quit() == 0)
                try other.press("r")
                try await other.wait(for: "(?m)ops@northwind.example .*dyn$")
            }
        }

        @Test func `narrowed to the embedded platform a demo makes no server`() async throws {
            try await BoardDesk.with(width: 120, height: 40) { desk in
                try await desk.openDemo("--connection embedded")
                #expect(try desk.terminal.screen().contains("5 connections") == false)
                #expect(try await desk.quit() == 0)
                #expect(!FileManager.default.fileExists(atPath: desk.data + "/hosted"))
            }
        }

        @Test func `narrowed to a hosted platform a demo shows its rows`() async throws {
            try await BoardDesk.with(width: 120, height: 40) { desk in
                try await desk.openDemo("--connection dyn", showing: "ops@northwind.example")
                #expect(try await desk.quit() == 0)
            }
        }
    }
}
