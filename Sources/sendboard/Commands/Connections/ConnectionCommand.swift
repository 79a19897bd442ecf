import ArgumentParser
import ServiceCore

/// `connection`: the platforms of the workspace.
struct ConnectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connection", abstract: "The platforms that the board shows together.",
        subcommands: [
            ListConnectionsCommand.self, CheckConnectionsCommand.self, AddConnectionCommand.self,
            EditConnectionCommand.self, RemoveConnectionCommand.self,
        ])
}

struct ListConnectionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the connections, without their credentials.")

    @Option(help: "How the connections are written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let format = format
        let console = Console.standard
        try await Session.run(try await RunSettings(globals, console).reading(), console) {
            session async throws(ServiceError) in
            session.tellMissing()
            let table = TextTable(
                fields: ["name", "platform", "freshness", "access", "kinds", "transport"],
                lines: session.workspace.connections.map(Self.line))
            try table.write(format, session.console.output)
        }
    }

    private static func line(_ connection: Connection) -> [String] {
        let freshness =
            switch connection.freshness {
            case _ where connection.fault != nil: ""
            case .live: "live"
            case .polled(let interval): "every \(interval.components.seconds) s"
            }
        return [
            connection.id.name, connection.platform, freshness, access(of: connection),
            String(connection.resources.count),
            connection.fault?.message ?? connection.transport?.sentence ?? "",
        ]
    }

    private static func access(of connection: Connection) -> String {
        if connection.fault != nil { return "not used" }
        return connection.isReadOnly ? "read-only" : "full"
    }
}
