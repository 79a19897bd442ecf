import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import sendboard

@Suite struct PersonTracingTests {
    private let people = FakeStore()

    init() { people.putContacts(["kim@example.test"]) }

    private func trace(
        _ address: String, _ format: OutputFormat = .table, over connections: [Connection]? = nil
    ) async throws -> String {
        let captured = CapturedConsole()
        let workspace = Workspace(name: "w", connections: connections ?? [people.connection()])
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
                {"address":"kim@example.test","campaign":null,"drift":null,"verdicts":[{"connection":"fake",\
                "account":"acme","contact":"kim","would_send":true,"outcome":"goes","rule":null,"since":null,"cause":null,"remedy":null,\
                "advice":null,"until":null,"depends":[],"unknowns":[],"notes":[]}],"events":[]}

                """)
    }

    @Test func `an address is taken as mail programs write it`() async throws {
        #expect(try await trace("Kim Seo <kim@example.test>") == trace("kim@example.test"))
    }

    /// Every account of a platform that takes any address tells what would become of a message to the text.
    @Test(arguments: ["kim", "", "555 0117", "kim@", "Kim Seo <kim>"])
    func `what is no address, and nobody has, is not found`(text: String) async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await trace(text, over: [anyone])
        }
        #expect(error.code == .notFound)
    }

    private var anyone: Connection {
        var connection = people.connection()
        connection.trace = { text throws(ServiceError) in
            let stop = PersonTrace.Stop(rule: "address unusable")
            return PersonTrace(
                address: text, verdicts: [.init(connection: "fake", account: "acme", stop: stop)])
        }
        return connection
    }

    @Test func `an unusable address that a contact has is told`() async throws {
        people.putContacts(["old address"])
        #expect(try await trace("old address") == "acme on fake: a message would go out\n")
    }

    @Test func `an unknown address is not found`() async throws {
        let error = try await #require(throws: ServiceError.self) { try await trace("nobody@example.test") }
        #expect(error.code == .notFound)
    }

    @Test func `what nobody knows is told as such, and not as a message that goes out`() async throws {
        var verdict = PersonTrace.Verdict(connection: "fake", account: "acme")
        verdict.unknowns = ["the platform does not tell whether it is invalid"]
        let told = PersonTrace(address: "kim@example.test", verdicts: [verdict])
        var connection = people.connection()
        connection.trace = { _ in told }
        let text = try await trace("kim@example.test", over: [connection])
        #expect(
            text == """
                acme on fake: whether a message would go out is not known
                  the platform does not tell whether it is invalid

                """)
        let json = try await trace("kim@example.test", .json, over: [connection])
        #expect(json.contains(#""would_send":null,"outcome":"unknown""#))
    }
}
