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

    @OptionGroup(title: "Options of every command") var globals: GlobalOptions

    func run() async throws {
        let console = Console.standard
        let settings = try await RunSettings(globals, console)
        let format = format
        let embedded = PlatformOptions(dataDirectory: settings.dataDirectory, who: console.who).connection
        guard FileManager.default.fileExists(atPath: settings.dataDirectory) else {
            return try Facts(settings, connections: [embedded], isMade: false).write(format, console.output)
        }
        try await Session.run(settings, console) { session async throws(ServiceError) in
            try Facts(settings, connections: session.workspace.connections.map(\.id), isMade: true)
                .write(format, console.output)
        }
    }
}

/// What `info` tells, in its order.
private struct Facts {
    let lines: [(name: String, label: String, value: String)]

    init(_ settings: RunSettings, connections: [ConnectionID], isMade: Bool) {
        let paths = settings.paths
        lines = [
            ("version", "Version", SendboardVersion.text),
            ("config_file", "Configuration", settings.configurationFile),
            ("themes_directory", "Themes", paths.themesDirectory),
            ("data_directory", "Data", settings.dataDirectory + (isMade ? "" : " (made at first use)")),
            ("state_file", "State", paths.stateFile),
            ("log_file", "Log", paths.logFile),
            ("workspace", "Workspace", settings.workspace),
            ("read_only", "Read-only", settings.isReadOnly ? "yes" : "no"),
            ("connections", "Connections", connections.map(\.name).joined(separator: ", ")),
            ("transport", "Transport", EmbeddedPlatform.transport),
        ]
    }

    func write(_ format: OutputFormat, _ output: Output) throws(ServiceError) {
        switch format {
        case .json: try output.line(RowJSON.object(lines.map { ($0.name, RowJSON.quoted($0.value)) }))
        case .csv: for line in lines { try output.write("\(line.name),\(RowCSV.cell(line.value))\r\n") }
        case .table:
            for line in lines {
                let label = line.label + String(repeating: " ", count: 15 - line.label.count)
                try output.line(label + SafeLine.of(line.value))
            }
        }
    }
}
