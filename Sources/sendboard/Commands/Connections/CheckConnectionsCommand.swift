import ArgumentParser
import ServiceCore

/// `connection check`: one cheap call to each platform, with its credentials.
struct CheckConnectionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tries platforms and their credentials with one cheap call each.",
        discussion: "Without a name every connection of the workspace is tried.")

    @Argument(help: "The connection to try.")
    var name: String?

    @Option(help: "How the answers are written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let format = format
        var globals = globals
        globals.connection = name ?? globals.connection
        let console = Console.standard
        try await Session.run(try await RunSettings(globals, console).reading(), console) {
            session async throws(ServiceError) in
            let results = await askAll(session.workspace.connections, Self.check).compactMap {
                try? $0.result.get()
            }
            let table = TextTable(
                fields: ["name", "platform", "host", "user", "state", "answer"],
                lines: results.map { $0.line })
            try table.write(format, session.console.output)
            if let failure = Self.failure(of: results) {
                session.tellMissing()
                throw failure
            }
            if let missing = session.workspace.missing { throw missing }
        }
    }

    private struct Result: Sendable {
        let connection: Connection
        let user: String?
        let answer: String
        let failure: ServiceError?

        var line: [String] {
            [
                connection.id.name, connection.platform, connection.host ?? "", user ?? "",
                failure == nil ? "right" : "wrong", answer,
            ]
        }
    }

    /// Names those that failed; why stands in the table, and is said once.
    private static func failure(of results: [Result]) -> ServiceError? {
        let failed = results.filter { $0.failure != nil }
        guard var failure = failed.first?.failure else { return nil }
        let names = failed.map(\.connection.id.name).joined(separator: ", ")
        failure.message = "\(NumberText.counted(failed.count, "connection")) cannot be used: \(names)."
        return failure
    }

    private static func check(_ connection: Connection) async -> Result {
        let user = await connection.user?()
        do throws(ServiceError) {
            let answer = try await connection.check?() ?? "open"
            return Result(connection: connection, user: user, answer: answer, failure: nil)
        } catch {
            return Result(connection: connection, user: user, answer: error.message, failure: error)
        }
    }
}
