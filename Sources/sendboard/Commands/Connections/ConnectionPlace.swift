import FoundationEssentials
import ServiceCore
import Settings

/// Where `connection add`, `edit` and `remove` work. The configuration need not be there yet and is not read as
/// settings are, so that nothing in it can keep a person from correcting it.
struct ConnectionPlace {
    let console = Console.standard
    let paths: Paths
    /// The configuration.
    let file: String
    /// What relative paths count from.
    let directory = FileManager.default.currentDirectoryPath

    init(_ globals: GlobalOptions) {
        let paths = Paths(environment: console.environment, home: console.home)
        self.paths = paths
        file = globals.config.map { [directory] in paths.absolute($0, from: directory) } ?? paths.configFile
    }

    var questions: ConnectionQuestions {
        ConnectionQuestions(paths: paths, directory: directory, console: console)
    }

    /// On the main actor, where the actions are known that the file's keys may name.
    @MainActor
    func write<Result: Sendable>(
        _ change: @Sendable (ConnectionWriter) throws(ServiceError) -> Result
    ) throws(ServiceError) -> Result {
        try change(ConnectionWriter(RunSettings.reader(paths), path: file))
    }

    /// The connection of that name in the file.
    @MainActor
    func entry(_ name: String) throws(ServiceError) -> ConnectionEntry {
        try write { writer throws(ServiceError) in try writer.entry(name) }
    }

    /// Says on standard error which of these credentials cannot be read as things stand; that is no failure, since the
    /// variable or the file may come later. What a command prints is not asked for: it may want a person.
    func tellUnreadable(_ sources: [String: CredentialSource], of connection: String) async {
        let reader = CredentialReader(environment: console.environment)
        for (name, source) in sources.sorted(by: { $0.key < $1.key }) where !source.isCommand {
            do throws(ServiceError) {
                _ = try await reader.read(source, "\(name) of \(connection)")
            } catch {
                try? console.errors.line(SafeLine.of("sendboard: \(error.message)"))
            }
        }
        try? console.errors.flush()
    }

    /// The lines in which a command tells what it did.
    func tell(_ lines: [String]) throws(ServiceError) {
        for line in lines { try console.output.line(SafeLine.of(line)) }
        try console.output.flush()
    }
}

extension CredentialSource {
    fileprivate var isCommand: Bool {
        if case .command = self { true } else { false }
    }
}
