import FoundationEssentials
package import ServiceCore

/// The file that is kept of what is remembered between runs and nobody configured; losing it costs a few key presses, so
/// damage is never fatal.
package struct StateFile<State: Codable & Sendable>: Sendable {
    private let path: String
    /// What there is where nothing was remembered.
    private let empty: State

    package init(path: String, empty: State) { (self.path, self.empty) = (path, empty) }

    /// What was remembered, and a notice where the file is damaged and was ignored.
    package func load() -> (state: State, notice: String?) {
        do throws(ServiceError) {
            guard let text = try SettingsFile.text(at: path) else { return (empty, nil) }
            return (try decode(text), nil)
        } catch {
            return (empty, "\(error.message) It is ignored.")
        }
    }

    /// - Throws: `.storage` where the file cannot be written; the old one stays.
    package func save(_ state: State) throws(ServiceError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(state) else { return }
        try SettingsFile.replace(path, with: data)
    }

    private func decode(_ text: String) throws(ServiceError) -> State {
        guard let state = try? JSONDecoder().decode(State.self, from: Data(text.utf8)) else {
            throw ServiceError(.invalid, "What was remembered in \(path) is damaged.")
        }
        return state
    }
}

/// What the board remembers between runs, none of which anybody configured.
package struct RememberedState: Codable, Sendable, Equatable {
    /// By pane name.
    package var panes: [String: Pane] = [:]
    /// The theme last chosen on the board.
    package var theme: String?

    package init() {}

    package struct Pane: Codable, Sendable, Equatable {
        /// Field ids in shown order; nil means the pane's own choice.
        package var columns: [String]?
        /// A field id, with `-` before it where it is descending.
        package var sort: String?

        package init(columns: [String]? = nil, sort: String? = nil) {
            self.columns = columns
            self.sort = sort
        }
    }
}
