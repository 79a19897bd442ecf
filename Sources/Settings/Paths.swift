/// Where Sendboard keeps its files, by the XDG base directory rules; environment and home are given, never asked for.
package struct Paths: Sendable, Hashable {
    /// Holds `config.yaml` and `themes/`.
    package var configDirectory: String
    /// Holds the embedded platform's database and keys.
    package var dataDirectory: String
    /// Holds what is remembered between runs, and the log.
    package var stateDirectory: String
    /// What `~` stands for.
    package let home: String

    /// - Parameter environment: XDG variables that are empty or not absolute are ignored, as the rules demand.
    package init(environment: [String: String], home: String) {
        func base(_ variable: String, _ fallback: String) -> String {
            let value = environment[variable] ?? ""
            return (value.hasPrefix("/") ? value : "\(home)/\(fallback)").droppingLastSlash + "/sendboard"
        }
        self.home = home
        configDirectory = base("XDG_CONFIG_HOME", ".config")
        dataDirectory = base("XDG_DATA_HOME", ".local/share")
        stateDirectory = base("XDG_STATE_HOME", ".local/state")
    }

    package var configFile: String { configDirectory + "/config.yaml" }
    package var themesDirectory: String { configDirectory + "/themes" }
    package var stateFile: String { stateDirectory + "/state.json" }
    package var logFile: String { stateDirectory + "/sendboard.log" }

    /// A path as a person writes it: `~` is home, anything else not absolute counts from `directory`.
    package func absolute(_ path: String, from directory: String) -> String {
        if path == "~" { return home }
        if path.hasPrefix("~/") { return home + path.dropFirst() }
        let full = path.hasPrefix("/") ? path : directory.droppingLastSlash + "/" + path
        return full.droppingLastSlash
    }
}

extension String {
    fileprivate var droppingLastSlash: String {
        count > 1 && hasSuffix("/") ? String(dropLast()) : self
    }
}
