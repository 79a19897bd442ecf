import Settings
import ViewModels

extension KeyMap {
    /// The person's own keys and commands; the last entry for a command wins.
    init(_ configuration: Configuration) {
        let pairs = configuration.keys.map { ($0.action, $0.keys) }
        let programs = configuration.programs.compactMap { entry in
            PaneRegistry.all.first { $0.name == entry.pane }.map { pane in
                OwnCommands.program(
                    entry.name, key: entry.key, pane: pane, words: entry.words, help: entry.help)
            }
        }
        self.init(
            overrides: Dictionary(pairs, uniquingKeysWith: { _, last in last }),
            own: programs + configuration.shortcuts.map { OwnCommands.shortcut($0.key, for: $0.line) }
                + configuration.aliases.map { OwnCommands.alias($0.name, for: $0.line) })
    }
}
