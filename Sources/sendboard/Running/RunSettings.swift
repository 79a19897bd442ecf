import FoundationEssentials
import Logging
import ServiceCore
import Settings
import Terminal
import ViewModels

/// What is in force in this run: options before configuration before the defaults.
struct RunSettings: Sendable {
    let paths: Paths
    var configuration: Configuration
    /// The file that it was read from, or would have been.
    let configurationFile: String
    /// Absolute.
    var dataDirectory: String
    /// Whether it was named for this run alone.
    let namesDataDirectory: Bool
    /// Whether the data directory is removed at the end.
    var isThrowAway = false
    var isReadOnly: Bool
    /// Whether webhooks and pages by URI may be at private addresses.
    var allowsPrivateTargets = false
    /// Whether a webhook's URL must answer as SendClean wants it.
    var checksWebhooks = true
    /// Whom DNS checks ask, in this order; none asks the system's resolvers.
    let nameServers: [NameServer]
    /// Whether notices are shown on the board, not told on standard error.
    var isBoard = false
    /// Whether this run answers the requests of many.
    var isServer = false
    /// What `serve` was told of the address that the outside has for it.
    var publicURL: String?
    /// Nil takes what was remembered, else the default theme.
    let theme: String?
    /// Nil asks environment and terminal.
    let colour: ColourDepth?
    let isASCII: Bool
    let isPlain: Bool
    let isMouseOn: Bool
    let logLevel: Logger.Level
    /// That of all times a person reads and types in this run.
    let zone: WallZone
    let workspace: String
    /// The one connection asked for, nil for all.
    let connection: String?

    /// On the main actor, where the table of commands lives whose keys the configuration may change.
    @MainActor
    init(_ options: GlobalOptions, _ console: Console) throws(ServiceError) {
        let paths = Paths(environment: console.environment, home: console.home)
        let here = FileManager.default.currentDirectoryPath
        let file = options.config.map { paths.absolute($0, from: here) }
        let configuration = try Self.reader(paths).read(file)
        self.paths = paths
        self.configuration = configuration
        configurationFile = file ?? paths.configFile
        dataDirectory =
            options.dataDir.map { paths.absolute($0, from: here) }
            ?? configuration.dataDirectory ?? paths.dataDirectory
        namesDataDirectory = options.dataDir != nil
        isReadOnly = options.readOnly || configuration.isReadOnly ?? false
        nameServers = try Self.nameServers(options.dns) ?? configuration.nameServers
        theme = options.theme ?? configuration.theme
        colour = (options.color ?? configuration.color)?.depth
        isASCII = options.ascii || configuration.ascii ?? false
        isPlain = options.plain || configuration.plain ?? false
        isMouseOn = configuration.mouse ?? false
        logLevel = options.logLevel?.level ?? .warning
        zone = options.utc ? .utc : configuration.timeZone ?? .current
        workspace = options.workspace ?? Self.defaultWorkspace
        connection = options.connection
    }

    /// The same for a command that only reads: a directory that it is pointed at is there, or was mistyped.
    ///
    /// - Throws: `.notFound` where it is not there.
    func reading() throws(ServiceError) -> RunSettings {
        guard namesDataDirectory, !FileManager.default.fileExists(atPath: dataDirectory) else { return self }
        throw ServiceError(
            .notFound, "There is no data directory \(dataDirectory).",
            hint: "Check --data-dir; a command that writes makes it.")
    }

    private static func nameServers(_ texts: [String]) throws(ServiceError) -> [NameServer]? {
        if texts.isEmpty { return nil }
        var servers: [NameServer] = []
        for text in texts { servers.append(try NameServer(text)) }
        return servers
    }

    /// Knows every platform and every action that a configuration may name.
    @MainActor
    static func reader(_ paths: Paths) -> ConfigurationReader {
        ConfigurationReader(
            paths: paths, platforms: HostedConnections.known, starts: Board.starts, actions: actions,
            commands: commands)
    }

    private static let actions: @Sendable () -> [String]? = {
        MainActor.assumeIsolated { CommandTable.names }
    }

    private static let commands: @Sendable () -> KnownCommands? = {
        MainActor.assumeIsolated {
            let fields = PaneRegistry.all.map { pane in
                (pane.name, pane.resource.schema.fields.filter { $0.kind != .secret }.map(\.id))
            }
            let columns = PaneRegistry.all.map { ($0.name, $0.columns.map(\.field)) }
            return KnownCommands(
                words: CommandTable.words, fields: Dictionary(uniqueKeysWithValues: fields),
                columns: Dictionary(uniqueKeysWithValues: columns))
        }
    }

    static let defaultWorkspace = "default"

    /// The workspace in force over these connections, narrowed to the one that was asked for.
    ///
    /// - Throws: `.notFound` for a workspace or connection that there is not, with the nearest name.
    func makeWorkspace(_ all: [Connection]) throws(ServiceError) -> Workspace {
        let connections = try shown(all)
        let fault = configuration.connectionsFault
        guard let connection else {
            return Workspace(name: workspace, connections: connections, missing: fault)
        }
        guard let chosen = (connections + all).first(where: { $0.id.name == connection }) else {
            if let fault { throw fault.asFault(of: connection) }
            throw missing("connection", connection, among: all.map(\.id.name))
        }
        return Workspace(name: workspace, connections: [chosen])
    }

    /// What the workspace shows; the default one all there is, unless the configuration says otherwise.
    private func shown(_ all: [Connection]) throws(ServiceError) -> [Connection] {
        let entries = configuration.workspaces
        guard let entry = entries.first(where: { $0.name == workspace }) else {
            if workspace == Self.defaultWorkspace { return all }
            throw missing("workspace", workspace, among: [Self.defaultWorkspace] + entries.map(\.name))
        }
        return entry.connections.compactMap { name in
            all.first { $0.id.name == name }
                ?? entry.faults[name].map {
                    .unusable(ConnectionID(name), platform: "", because: $0.asFault(of: name))
                }
        }
    }

    private func missing(_ what: String, _ name: String, among known: [String]) -> ServiceError {
        ServiceError(
            .notFound, "There is no \(what) “\(name)”.",
            hint: NearestName.hint(for: name, among: known))
    }
}
