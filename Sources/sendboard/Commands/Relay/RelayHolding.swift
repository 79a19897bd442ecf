import ArgumentParser
import Platform
import SMTP
import ServiceCore

/// What waits for a second decision, since messages go another way than it was decided for.
struct RelayHolding: Sendable {
    private let session: Session

    init(_ session: Session) { self.session = session }

    /// What a change would hold, to be known before it; nothing where nothing waits.
    static func facts(
        _ channel: Channel, to url: String?, in session: Session
    ) async throws(ServiceError) -> [String] {
        words(of: try await session.platform.held(byChangeOf: channel, to: url))
    }

    /// The same of what one names for itself.
    static func facts(
        _ owner: RelayOwner, to url: String?, in session: Session
    ) async throws(ServiceError) -> [String] {
        words(of: try await session.platform.held(byChangeOf: owner, to: url))
    }

    private static func words(of affected: TransportReport.Held) -> [String] {
        affected.isNone ? [] : ["Held until released by name: \(affected.words)."]
    }

    /// Says what is held and what decides about it; nothing where nothing is.
    func tell() async throws(ServiceError) {
        let held = try await session.platform.held()
        guard !held.isNone else { return }
        try session.console.output.line("Held until decided on again: \(held.words).")
        try session.console.output.line(
            "sendboard relay release NAME lets a launch go, --all everything; campaign abort NAME ends one.")
    }
}

struct ReleaseRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Lets go what was decided on for another way of sending.",
        discussion: """
            What was scheduled, paused or waiting when the way changed is held. A launch is released by its title, and is \
            then what it was before; --all releases every one, and the single messages too, by the name of where they go.
            """)

    @Flag(help: "All launches and single messages that are held.")
    var all = false

    @OptionGroup var options: ActionOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        guard all else {
            return try await options.run(ActionDescription.release.name, on: .campaign, globals)
        }
        let answer = Answer(text: options.yes)
        try await Session.run(globals) { session async throws(ServiceError) in
            let held = try await session.platform.held()
            guard !held.isNone else { return try session.console.output.line("Nothing is held.") }
            let relay = try await session.platform.relay()?.address()
            let gateway = try await session.platform.gateway()?.gateway()
            try answer.confirm(
                .name(TypedName(relay?.host ?? gateway?.host ?? PlatformTransport.standard.description.name)),
                doing: "releasing \(held.words)",
                facts: ["Now \(session.platform.connection.transport?.sentence ?? "nothing is sent")."])
            try await session.platform.releaseHeld()
            try session.console.output.line("Released: \(held.words).")
        }
    }
}

struct DropRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop",
        abstract: "Cancels the single messages that are held; launches are aborted by title.")

    @Option(help: ArgumentHelp("Confirm it by their number; needed.", valueName: "number"))
    var yes: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let answer = Answer(text: yes)
        try await Session.run(globals) { session async throws(ServiceError) in
            let count = try await session.platform.held().messages
            guard count > 0 else { return try session.console.output.line("No single message is held.") }
            try answer.confirm(
                .count, count: count, doing: "cancelling \(NumberText.counted(count, "single message"))")
            try await session.platform.cancelHeldMessages()
            try session.console.output.line("Cancelled: \(NumberText.counted(count, "single message")).")
        }
    }
}
