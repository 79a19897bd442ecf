import ServiceCore
import Settings
import Terminal
import TerminalNcurses
import ViewModels

/// What the board is shown with; made before anything is opened, so that a terminal or theme that will not do leaves
/// nothing behind.
struct BoardLook: Sendable {
    let catalog: ThemeCatalog
    let theme: Theme
    let stateFile: StateFile<BoardMemory>
    let memory: BoardMemory
    /// What of the remembered state had to be ignored.
    let damage: String?

    /// - Throws: `.invalid` where the terminal cannot show the board or the theme's file is wrong, `.notFound` where
    ///   there is no theme of the name that was asked for.
    @MainActor
    init(_ settings: RunSettings, _ console: Console) throws(ServiceError) {
        do throws(TerminalStartError) {
            try NcursesTerminal.check(TerminalEnvironment(variables: console.environment))
        } catch {
            throw ServiceError(error)
        }
        catalog = ThemeCatalog(directory: settings.paths.themesDirectory)
        stateFile = StateFile(path: settings.paths.stateFile, empty: BoardMemory())
        let (memory, damage) = stateFile.load()
        self.memory = memory
        if let name = settings.theme {
            (theme, self.damage) = (try catalog.theme(named: name), damage)
        } else {
            let (theme, problem) = try Self.remembered(memory.theme, in: catalog)
            (self.theme, self.damage) = (theme, damage ?? problem)
        }
    }

    /// A theme that was only remembered, and has been removed or broken since, is no reason to show nothing.
    private static func remembered(
        _ name: String?, in catalog: ThemeCatalog
    ) throws(ServiceError) -> (Theme, String?) {
        var problem: String?
        if let name {
            do throws(ServiceError) {
                return (try catalog.theme(named: name), nil)
            } catch {
                problem = "\(error.message) The default theme is used."
            }
        }
        return (try catalog.theme(named: "default"), problem)
    }
}

extension ServiceError {
    /// A terminal that will not do, as the program's callers see it.
    init(_ error: TerminalStartError) {
        self.init(.invalid, error.message, hint: error.hint)
    }
}
