import FoundationEssentials
package import ServiceCore

/// The file that remembered state is kept in; losing it costs a few key presses, so damage is never fatal.
package struct StateFile: Sendable {
    private let path: String

    package init(path: String) { self.path = path }

    /// What was remembered, and a notice where the file is damaged and was ignored.
    package func load() -> (state: RememberedState, notice: String?) {
        do throws(ServiceError) {
            guard let text = try SettingsFile.text(at: path) else { return (RememberedState(), nil) }
            return (try decode(text), nil)
        } catch {
            return (RememberedState(), "\(error.message) It is ignored.")
        }
    }

    /// - Throws: `.storage` where the file cannot be written; the old one stays.
    package func save(_ state: RememberedState) throws(ServiceError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(state) else { return }
        try SettingsFile.replace(path, with: data)
    }

    private func decode(_ text: String) throws(ServiceError) -> RememberedState {
        guard let state = try? JSONDecoder().decode(RememberedState.self, from: Data(text.utf8)) else {
            throw ServiceError(.invalid, "What was remembered in \(path) is damaged.")
        }
        return state
    }
}
