import ServiceCore
import Terminal

extension ConfigurationReader {
    /// Every setting there is; a new one is a line here.
    static var settings: [Setting] {
        [
            text("theme", \.theme),
            Setting(name: "color") { value, _, configuration throws(ServiceError) in
                let word = try value.word("color", among: ColorChoice.allCases.map(\.rawValue))
                configuration.color = ColorChoice(rawValue: word)
            },
            Setting(name: "start") { value, context, configuration throws(ServiceError) in
                configuration.start = try value.word("start", among: context.starts)
            },
            flag("ascii", \.ascii),
            flag("plain", \.plain),
            Setting(name: "data-dir") { value, context, configuration throws(ServiceError) in
                configuration.dataDirectory = context.paths.absolute(
                    try value.text("data-dir"), from: context.directory)
            },
            flag("mouse", \.mouse),
            flag("read-only", \.isReadOnly),
            Setting(name: "time-zone") { value, _, configuration throws(ServiceError) in
                let name = try value.text("time-zone")
                guard let zone = WallZone(named: name) else {
                    throw value.error("there is no time zone “\(name)”.", hint: WallZone.hint(for: name))
                }
                configuration.timeZone = zone
            },
            Setting(name: "refresh") { value, _, configuration throws(ServiceError) in
                let refresh = try value.duration("refresh")
                guard refresh >= .seconds(2) else {
                    throw value.error("refresh is at least 2s.", hint: "Write 5s.")
                }
                configuration.refresh = refresh
            },
            Setting(name: "dns") { value, _, configuration throws(ServiceError) in
                for item in value.items() where !item.isNothing {
                    let text = try item.bareText("dns")
                    configuration.nameServers.append(
                        try item.placed { () throws(ServiceError) in try NameServer(text) })
                }
            },
            Setting(name: "bounces") { value, _, configuration throws(ServiceError) in
                configuration.bounces = try BounceSettings(value)
            },
            Setting(name: "connections") { value, context, configuration throws(ServiceError) in
                do throws(ServiceError) {
                    configuration.connections = try context.connections.connections(value)
                } catch {
                    configuration.connectionsFault = error
                }
            },
            Setting(name: "workspaces") { value, _, configuration throws(ServiceError) in
                let reading = WorkspaceReading(configuration)
                configuration.workspaces = try reading.workspaces(value)
            },
            Setting(name: "keys") { value, context, configuration throws(ServiceError) in
                configuration.keys = try overrides(value, context.actions())
            },
            Setting(name: "columns") { value, context, configuration throws(ServiceError) in
                configuration.columns = try ColumnReading(known: context.commands()?.columns).columns(value)
            },
            Setting(name: "commands") { value, context, configuration throws(ServiceError) in
                configuration.programs = try OwnReading(known: context.commands()).commands(value)
            },
            Setting(name: "aliases") { value, context, configuration throws(ServiceError) in
                let reading = OwnReading(known: context.commands())
                configuration.aliases = try reading.aliases(value, configuration)
            },
            Setting(name: "shortcuts") { value, context, configuration throws(ServiceError) in
                let reading = OwnReading(known: context.commands())
                configuration.shortcuts = try reading.shortcuts(value, configuration)
            },
        ]
    }

    private static func text(_ name: String, _ target: WritableKeyPath<Configuration, String?>) -> Setting {
        Setting(name: name) { value, _, configuration throws(ServiceError) in
            configuration[keyPath: target] = try value.text(name)
        }
    }

    private static func flag(_ name: String, _ target: WritableKeyPath<Configuration, Bool?>) -> Setting {
        Setting(name: name) { value, _, configuration throws(ServiceError) in
            configuration[keyPath: target] = try value.flag(name)
        }
    }

    private static func overrides(
        _ section: YAMLValue, _ actions: [String]?
    ) throws(ServiceError) -> [KeyOverride] {
        var overrides: [KeyOverride] = []
        for (key, name, value) in try section.entries(of: "keys") {
            if let actions, !actions.contains(name) {
                throw key.error("unknown action “\(name)”.", hint: hint(name, among: actions))
            }
            overrides.append(KeyOverride(action: name, keys: try keys(value)))
        }
        return overrides
    }

    /// A key, a list of keys, or nothing, which takes the action's keys away.
    private static func keys(_ value: YAMLValue) throws(ServiceError) -> [KeyStroke] {
        if value.isNothing { return [] }
        var keys: [KeyStroke] = []
        for item in value.items() { keys.append(try item.key()) }
        return keys
    }
}
