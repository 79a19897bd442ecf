import ArgumentParser
import FoundationEssentials
import ServiceCore
import Settings

/// `connection remove`: takes an entry out of the configuration, with the secrets that were typed for it.
struct RemoveConnectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a platform out of the configuration.",
        discussion: """
            Nothing changes on the platform. A secret that was typed for the connection goes with it, which wants --yes.
            """)

    @Argument(help: "The name on the board.")
    var name: String

    @Option(help: ArgumentHelp("Means it, where a secret goes with it.", valueName: "yes"))
    var yes: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (name, place) = (name, ConnectionPlace(globals))
        let entry = try await place.entry(name)
        let kept = CredentialFile(paths: place.paths).paths(of: entry)
        if !kept.isEmpty {
            let what = "removing “\(name)” and the secret kept in \(kept.joined(separator: ", "))"
            try Answer(text: yes).confirm(.yesNo, doing: what)
        }
        let workspaces = try await place.write { writer throws(ServiceError) in
            try writer.remove(name)
            return try writer.workspaces(showing: name)
        }
        let state = place.paths.stateDirectory
        for path in kept + ["\(state)/tokens/\(name)", "\(state)/known-\(name).json"] {
            try? FileManager.default.removeItem(atPath: path)
        }
        try place.tell(
            ["Removed \(name) from \(place.file)."]
                + workspaces.map { "The workspace \($0) still names it; take it out there." })
    }
}
