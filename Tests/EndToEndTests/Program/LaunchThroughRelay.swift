import Foundation
import Glibc
import ServiceCore
import TestSupport
import Testing

/// A shop whose one campaign leaves through a relay that is slow enough to be met in its midst.
struct LaunchThroughRelay {
    let program: BuiltProgram
    let shop: Shop
    let relay: FaultRelay
    let books: RelayBooks

    /// - Parameters:
    ///   - rules: beside the slowness of its answers.
    ///   - text: of the message.
    init(
        to people: Int, _ rules: [RelayRule] = [], pause: Duration = .milliseconds(5), text: String = "Hello"
    ) async throws {
        let slow = RelayRule.at(.dot, .dripping("250 Taken\r\n", every: pause))
        relay = try await FaultRelay(RelayScript(rules: rules + [slow]))
        program = try BuiltProgram()
        shop = try Shop(program)
        try shop.importContacts(people)
        try shop.done("relay use smtp://127.0.0.1:\(relay.port) --yes 127.0.0.1")
        try shop.campaign("Sale", to: "all contacts", "subject=Hello", "text=\(text)")
        books = try RelayBooks(program)
    }

    /// Sends by itself to the end, where nothing else has the engine.
    func launch(
        errors: Any = FileHandle.nullDevice, environment: [String: String] = [:]
    ) throws -> Process {
        try program.begin(
            "campaign launch Sale --watch --yes Sale --data-dir data", errors: errors,
            environment: environment)
    }

    func server(errors: Any = FileHandle.nullDevice, environment: [String: String] = [:]) throws -> Process {
        try program.begin(
            "serve --listen 127.0.0.1:0 --data-dir data", errors: errors, environment: environment)
    }

    /// Lets one server send the rest, and sums up: each in one state, nobody twice.
    func finish(unknown most: Int = 0) async throws {
        let server = try server()
        try await books.settle()
        Self.end(server, SIGTERM)
        try await sumUp(unknown: most)
    }

    func sumUp(unknown most: Int = 0) async throws {
        let states = try await books.states()
        books.expectSettled(states, relay, unknown: most)
        #expect(states.values.allSatisfy { $0 == .accepted || $0 == .unknown })
    }

    static func end(_ process: Process, _ signal: Int32) {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
    }
}
