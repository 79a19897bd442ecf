import FoundationEssentials
package import ServiceCore

/// Reads `config.yaml` strictly: what it does not know is an error that names the place and the nearest right name.
package struct ConfigurationReader: Sendable {
    private let paths: Paths
    private let platforms: [KnownPlatform]
    private let starts: [String]
    private let actions: @Sendable () -> [String]?
    private let commands: @Sendable () -> KnownCommands?

    /// - Parameters:
    ///   - platforms: the kinds of platform that `connections` may name.
    ///   - starts: the names of what the board may show first.
    ///   - actions: the action names that `keys` may override; asked for only where there is such a section; nil where any goes.
    ///   - commands: what aliases, shortcuts and commands may speak of, asked for in the same way.
    package init(
        paths: Paths, platforms: [KnownPlatform] = [], starts: [String] = [],
        actions: @escaping @Sendable () -> [String]? = { nil },
        commands: @escaping @Sendable () -> KnownCommands? = { nil }
    ) {
        self.paths = paths
        self.platforms = platforms
        self.starts = starts
        self.actions = actions
        self.commands = commands
    }

    /// The configuration in the file given with `--config`, else in the usual place.
    ///
    /// - Throws: `.notFound` where a file was asked for by name and is not there; `.invalid` for what is in it.
    package func read(_ file: String? = nil) throws(ServiceError) -> Configuration {
        let path = file ?? paths.configFile
        guard let text = try SettingsFile.text(at: path) else {
            guard file == nil else {
                throw ServiceError(
                    .notFound, "There is no configuration file “\(path)”.", hint: "Leave --config out.")
            }
            return Configuration()
        }
        return try parse(text, name: SettingsFile.name(of: path), directory: SettingsFile.directory(of: path))
    }

    /// - Parameter directory: what relative paths in the text count from.
    package func parse(
        _ text: String, name: String = "config.yaml", directory: String? = nil
    ) throws(ServiceError) -> Configuration {
        var configuration = Configuration()
        guard let root = try YAMLDocument(name: name, text: text).root, !root.isNothing else {
            return configuration
        }
        let settings = Self.settings
        let entries = try Self.lines(of: root, &configuration)
        for (key, name, value) in Self.inOrder(entries) {
            guard let setting = settings.first(where: { $0.name == name }) else {
                throw key.error(
                    "unknown setting “\(name)”.", hint: Self.hint(name, among: settings.map(\.name)))
            }
            let context = Context(
                paths: paths, directory: directory ?? paths.configDirectory, platforms: platforms,
                starts: starts, actions: actions, commands: commands)
            try setting.apply(value, context, &configuration)
        }
        return configuration
    }

    /// What other sections speak of is read before them.
    private static func inOrder(_ lines: [YAMLValue.Entry]) -> [YAMLValue.Entry] {
        ["workspaces", "commands", "aliases", "shortcuts"].reduce(lines) { lines, later in
            lines.filter { $0.name != later } + lines.filter { $0.name == later }
        }
    }

    /// The top-level lines; connections that stand there twice are left out and cost nothing else.
    private static func lines(
        of root: YAMLValue, _ configuration: inout Configuration
    ) throws(ServiceError) -> [YAMLValue.Entry] {
        let lines = try root.allEntries(of: "The file")
        for twice in lines.repeated {
            let fault = twice.key.repeated("“\(twice.name)”")
            guard twice.name == "connections" else { throw fault }
            configuration.connectionsFault = fault
        }
        return lines.filter { $0.name != "connections" || configuration.connectionsFault == nil }
    }

    static func hint(_ name: String, among known: [String]) -> String {
        NearestName.hint(for: name, among: known, else: "Known")
    }
}

extension ConfigurationReader {
    /// What a setting may need besides its value.
    struct Context {
        let paths: Paths
        let directory: String
        let platforms: [KnownPlatform]
        let starts: [String]
        let actions: @Sendable () -> [String]?
        let commands: @Sendable () -> KnownCommands?

        var connections: ConnectionReading {
            ConnectionReading(platforms: platforms, paths: paths, directory: directory)
        }
    }

    /// One top-level line of the file.
    struct Setting {
        let name: String
        let apply: (YAMLValue, Context, inout Configuration) throws(ServiceError) -> Void
    }
}
