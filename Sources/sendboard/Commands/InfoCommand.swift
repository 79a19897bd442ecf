import ArgumentParser
import FoundationEssentials
import Platform
import ServiceCore
import Settings

/// `info`: version, every path, connections, transport; nothing secret, nothing made.
struct InfoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Tells the version, every path, the connections and the transport.")

    @Option(help: "How the answer is written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let console = Console.standard
        let settings = try await RunSettings(globals, console)
        let format = format
        guard FileManager.default.fileExists(atPath: settings.dataDirectory + "/sendboard.sqlite") else {
            let known = try settings.makeWorkspace(Self.configured(settings, console)).connections
            return try Facts(settings, connections: known, isMade: false).write(format, console.output)
        }
        try await Session.run(settings, console) { session async throws(ServiceError) in
            session.tellMissing()
            let hold = try await session.platform.engineHold()
            let publicURL = try await session.platform.publicURL()
            let listeners = try await session.platform.listeners()
            try Facts(
                settings, connections: session.workspace.connections, isMade: true,
                engine: hold?.error.message ?? EngineWords.of(session.platform.engineStatus()),
                listeners: listeners, publicURL: publicURL
            ).write(format, console.output)
        }
    }

    /// The connections as the configuration alone tells them, where there is nothing yet to open.
    private static func configured(_ settings: RunSettings, _ console: Console) -> [Connection] {
        let embedded = PlatformOptions(dataDirectory: settings.dataDirectory, who: console.who).connection
        let own = Connection(
            id: embedded, platform: "embedded", transport: PlatformTransport.standard.description,
            resources: [])
        return [own]
            + settings.configuration.connections.map { entry in
                var hosted = Connection(
                    id: ConnectionID(entry.name), platform: entry.platform,
                    isReadOnly: entry.isReadOnly || settings.isReadOnly, resources: [])
                hosted.fault = entry.fault
                return hosted
            }
    }
}

/// What `info` tells, in its order.
private struct Facts {
    let lines: [(name: String, label: String, value: FieldValue)]

    /// - Parameter publicURL: where links in messages lead; nil is not told.
    init(
        _ settings: RunSettings, connections: [Connection], isMade: Bool, engine: String = "no process",
        listeners: [Listener] = [], publicURL: String? = nil
    ) {
        let paths = settings.paths
        let facts: [(name: String, label: String, value: FieldValue)] = [
            ("version", "Version", .text(SendboardVersion.text)),
            ("config_file", "Configuration", .text(settings.configurationFile)),
            ("themes_directory", "Themes", .text(paths.themesDirectory)),
            (
                "data_directory", "Data",
                .text(settings.dataDirectory + (isMade ? "" : " (made at first use)"))
            ),
            ("state_file", "State", .text(paths.stateFile)),
            ("log_file", "Log", .text(paths.logFile)),
            ("time_zone", "Time zone", .text(settings.zone.name)),
            ("workspace", "Workspace", .text(settings.workspace)),
            ("read_only", "Read-only", .flag(settings.isReadOnly)),
            ("connections", "Connections", .list(connections.map(Self.name))),
            ("transport", "Transport", .text(Self.transport(connections))),
            ("engine", "Engine", .text(engine)),
            ("listening", "Listening", .list(listeners.map { $0.words(settings.zone) })),
        ]
        lines = facts + (publicURL.map { [("public_url", "Public URL", .text($0))] } ?? [])
    }

    private static func words(_ value: FieldValue) -> String {
        if case .list(let items) = value, items.isEmpty { return "none" }
        return value.plainText
    }

    private static func name(_ connection: Connection) -> String {
        connection.id.name + (connection.fault == nil ? "" : " (not used)")
    }

    /// What each connection does with messages: that one keeps them here says nothing of the others.
    private static func transport(_ connections: [Connection]) -> String {
        guard connections.count > 1 else { return connections.first?.sendingWords ?? "" }
        return connections.map { "\($0.id.name): \($0.sendingWords)" }.joined(separator: "; ")
    }

    private static func json(_ value: FieldValue) -> String {
        guard case .list(let items) = value else { return RowJSON.value(value) }
        return "[\(items.map { RowJSON.quoted($0.plainText) }.joined(separator: ", "))]"
    }

    func write(_ format: OutputFormat, _ output: Output) throws(ServiceError) {
        switch format {
        case .json: try output.line(RowJSON.object(lines.map { ($0.name, Self.json($0.value)) }))
        case .csv:
            for line in lines { try output.write("\(line.name),\(RowCSV.cell(line.value.plainText))\r\n") }
        case .table:
            for line in lines {
                let label = line.label + String(repeating: " ", count: 15 - line.label.count)
                try output.line(label + SafeLine.of(Self.words(line.value)))
            }
        }
    }
}
