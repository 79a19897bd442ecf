import ArgumentParser
import Providers
import ServiceCore
import Settings

/// `connection edit`: other settings for an entry of the configuration, also for one that is wrong.
struct EditConnectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Changes a platform in the configuration.",
        discussion: """
            Changes what the options name and leaves the rest. An empty --badge or --base-url takes it away; \
            --access is full or read-only. What is wrong is refused, and the file stays as it was.
            """)

    @Argument(help: "The name on the board.")
    var name: String

    @Option(help: ArgumentHelp("The kind of platform.", valueName: "kind"))
    var platform: String?

    @OptionGroup var options: ConnectionOptions

    @Option(help: ArgumentHelp("Whether it may be written to.", valueName: "full|read-only"))
    var access: ConnectionAccess?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (name, place) = (name, ConnectionPlace(globals))
        var entry = try await place.entry(name)
        let before = entry
        try change(&entry, place.questions)
        guard entry != before else {
            throw ServiceError(
                .invalid, "Say what to change.", hint: "sendboard connection edit \(name) --base-url URL")
        }
        try await place.write { [entry] writer throws(ServiceError) in try writer.replace(entry) }
        await place.tellUnreadable(
            entry.credentials.filter { before.credentials[$0.key] != $0.value }, of: name)
        try place.tell(["Changed \(name) in \(place.file).", "sendboard connection check \(name) tries it."])
    }

    private func change(
        _ entry: inout ConnectionEntry, _ questions: ConnectionQuestions
    ) throws(ServiceError) {
        let platform = try questions.platform(platform ?? entry.platform)
        entry.platform = platform.kind
        if let url = options.baseURL { entry.baseURL = try questions.baseURL(url, of: platform) }
        if let badge = options.badge { entry.badge = badge }
        if let access { entry.isReadOnly = access == .readOnly }
        let sources = try questions.given(options.credentials, of: platform)
        entry.credentials.merge(sources) { $1 }
        if self.platform != nil { try move(&entry, to: platform) }
    }

    /// Leaves out what another platform does not know.
    ///
    /// - Throws: `.invalid` for what it wants besides, with the line to type.
    private func move(
        _ entry: inout ConnectionEntry, to platform: PlatformDescription
    ) throws(ServiceError) {
        let names = platform.credentials.map(\.name)
        entry.credentials = entry.credentials.filter { names.contains($0.key) }
        let lacking = names.filter { entry.credentials[$0] == nil }
        let lacksURL = platform.baseURL == nil && entry.baseURL == nil
        let missing = (lacksURL ? ["base-url"] : []) + lacking
        guard !missing.isEmpty else { return }
        let url = lacksURL ? "https://…" : options.baseURL
        let words =
            ["sendboard connection edit \(name) --platform \(platform.kind)"]
            + (url.map { ["--base-url \($0)"] } ?? [])
            + (options.credentials + lacking.map { "\($0)=env:NAME" }).map { "--credential \($0)" }
        throw ServiceError(
            .invalid, "\(platform.title) wants what \(name) has not: \(missing.joined(separator: ", ")).",
            hint: words.joined(separator: " "))
    }
}

/// How a connection may be used, in the words of `connection list`.
enum ConnectionAccess: String, CaseIterable, ExpressibleByArgument {
    case full
    case readOnly = "read-only"
}
