import ArgumentParser
import FoundationEssentials
import Platform
import SMTP
import ServiceCore

struct UseRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Has messages leave through a relay from now on.",
        discussion: """
            The relay is tried first. It is refused for sample data, while anything is being handed over, and while nobody knows \
            what became of some messages. What is scheduled, paused or waiting is held until it is released by name. Who has \
            the data directory open has to start anew.

            With --domain or --account the relay is for these senders alone, beside the data directory's own. A domain's \
            counts before its account's.
            """)

    @Argument(
        help: ArgumentHelp(
            "smtp://user@host:port or smtps://…; the user only where it wants a login.", valueName: "url"))
    var url: String

    @Flag(help: "Read the password from standard input; it is kept in a file that nobody else can read.")
    var passwordStdin = false

    @Flag(help: "Take it without trying it first.")
    var unchecked = false

    @Option(
        help: ArgumentHelp(
            "At most so many messages on each of its first days: 500,1000,2000.", valueName: "numbers"))
    var warmUp: String?

    @Option(help: ArgumentHelp("Confirm it by the relay's host; needed.", valueName: "host"))
    var yes: String?

    @OptionGroup var whose: RelayOwnerOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let relay = try RelayAddress(typed: url)
        let typed = passwordStdin ? try StandardInput.password() : nil
        let plan = try warmUp.map { text throws(ServiceError) in
            try WarmUp(text, from: Console.standard.now())
        }
        let change = Self.change(
            relay, of: whose.owner, plan, typed, isTried: !unchecked, answer: Answer(text: yes))
        try await Session.run(globals) { session async throws(ServiceError) in
            try await change.run(in: session)
        }
    }

    private static func change(
        _ relay: RelayAddress, of owner: RelayOwner?, _ plan: WarmUp?, _ typed: Secret?, isTried: Bool,
        answer: Answer
    ) -> SideUse<RelayAddress> {
        let isUsed = { @Sendable (platform: EmbeddedPlatform) async throws(ServiceError) -> Bool in
            let setting =
                if let owner { try await platform.relay(of: owner) } else { try await platform.relay() }
            return setting?.url == relay.description
        }
        var change = SideUse(
            side: relay, password: typed, isTried: isTried, answer: answer,
            use: { platform throws(ServiceError) in
                if try await !isUsed(platform) || plan == nil {
                    if let owner {
                        try await platform.use(relay, for: owner)
                    } else {
                        try await platform.use(relay)
                    }
                }
                if let plan { try await platform.warmUp(plan, of: owner) }
            },
            isInUse: { platform throws(ServiceError) in try await isUsed(platform) && plan == nil },
            notes: owner == nil ? ["“sendboard relay set” says where bounces come back."] : [])
        change.owner = owner
        return change
    }
}
