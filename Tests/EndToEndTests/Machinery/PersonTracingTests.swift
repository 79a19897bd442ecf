import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import sendboard

@Suite struct PersonTracingTests {
    private let people = FakeStore()

    init() { people.putContacts(["kim@example.test"]) }

    private func trace(_ address: String, _ format: OutputFormat = .table) async throws -> String {
        let captured = CapturedConsole()
        let workspace = Workspace(name: "w", connections: [people.connection()])
        try await PersonTracing(format: format).run(address, workspace, captured.console.output)
        return captured.text
    }

    @Test func `an address that nothing stops is told so`() async throws {
        #expect(try await trace("kim@example.test") == "acme on fake: a message would go out\n")
    }

    @Test func `what stops it, since when, by whom and what lifts it`() async throws {
        people.change("kim", Contact.self) {
            $0.invalidSince = Date(timeIntervalSince1970: 1_772_366_400)
        }
        #expect(
            try await trace("kim@example.test") == """
                acme on fake: stopped, invalid since 2026-03-01 12:00:00 +00:00, by kim@console
                  lifted by: sendboard contact revalidate kim

                """)
    }

    @Test func `JSON says the same`() async throws {
        #expect(
            try await trace("kim@example.test", .json) == """
                {"address":"kim@example.test","verdicts":[{"connection":"fake","account":"acme","contact":"kim",\
                "would_send":true,"outcome":"goes","rule":null,"since":null,"cause":null,"remedy":null,\
                "advice":null,"until":null,"depends":[],"notes":[]}],"events":[]}

                """)
    }

    @Test func `an unknown address is not found`() async throws {
        let error = try await #require(throws: ServiceError.self) { try await trace("nobody@example.test") }
        #expect(error.code == .notFound)
    }
}
