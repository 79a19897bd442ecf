import ArgumentParser
import Platform
import ServiceCore

/// `relay set`: under which names that comes here which comes back of messages.
struct SetRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Says where bounces come back to, and links in messages lead.",
        discussion: """
            Mail for the bounce domain has to be handed to “sendboard bounce” or to the server's intake, and the public URL has \
            to reach “sendboard serve”. They count for messages that are written from then on; “none” takes one away.
            """)

    @Option(
        help: ArgumentHelp(
            "Failures of each message come back to an address of its own here.", valueName: "domain"))
    var bounceDomain: String?

    @Option(
        help: ArgumentHelp(
            "Where links lead of accounts that have no tracking domain: https://host.", valueName: "url"))
    var publicUrl: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func validate() throws {
        guard bounceDomain == nil, publicUrl == nil else { return }
        throw ValidationError("Name --bounce-domain, --public-url or both.")
    }

    func run() async throws {
        let change = ReturnChange(
            bounceDomain: bounceDomain.map(Self.value), publicURL: publicUrl.map(Self.value))
        try await Session.run(globals) { session async throws(ServiceError) in
            try await session.platform.set(change)
            let output = session.console.output
            if let domain = change.bounceDomain {
                try output.line(
                    domain.isEmpty
                        ? "Bounces come to the senders from now on."
                        : "Bounces come back to addresses at \(SafeLine.of(domain)) from now on.")
            }
            if let url = change.publicURL {
                try output.line(
                    url.isEmpty
                        ? "Links lead through tracking domains alone from now on."
                        : "Links lead through \(SafeLine.of(url)) from now on, where an account has no tracking domain."
                )
            }
        }
    }

    private static func value(_ text: String) -> String { text == "none" ? "" : text }
}
