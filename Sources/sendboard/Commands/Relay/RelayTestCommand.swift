import ArgumentParser
import Platform
import ServiceCore

struct TestRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Sends one real message to an address of yours, and tells what became of it.",
        discussion: """
            It goes as every launch does: by the queue, from an approved sender, signed where it is set up, through the relay \
            that the sender's messages take. Each attempt is told with the relay's reply. It ends with 0 once the relay has taken it.
            """)

    @Argument(help: ArgumentHelp("An address of your own.", valueName: "address"))
    var address: String

    @Option(help: ArgumentHelp("The sender; by default the first one that may send.", valueName: "address"))
    var sender: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let test = RelayTest(to: address, from: sender)
        try await Session.run(globals) { session async throws(ServiceError) in
            try await RelayTestRun(session: session).run(test)
        }
    }
}

/// A test message followed from the queue to the relay's last word.
struct RelayTestRun: Sendable {
    /// What it is followed for; the message itself is tried for three days.
    private static let patience: Duration = .seconds(60)

    let session: Session

    func run(_ test: RelayTest) async throws(ServiceError) {
        let platform = session.platform
        let row = try await platform.queue(test)
        guard let life = platform.connection.messageLife else { return }
        platform.startEngine()
        var told = 0
        let end = ContinuousClock.now + Self.patience
        while ContinuousClock.now < end {
            let events = try await life(row)
            for event in events.dropFirst(told) { try tell(event) }
            told = events.count
            if let last = events.last, try isOver(last) { return }
            if case .failing(let error) = platform.engineStatus() { throw error }
            guard (try? await Task.sleep(for: .milliseconds(100))) != nil else {
                throw ServiceError(.cancelled, "The test goes on without being followed.")
            }
        }
        throw ServiceError(
            .timedOut, "Nothing was heard of the test for a minute; it goes on by itself.",
            hint: "sendboard relay show tells how the relay stands.")
    }

    private func tell(_ event: DeliveryEvent) throws(ServiceError) {
        let zone = session.settings.zone
        let reply = event.replyText.text(zone.text)
        let words = [zone.text(event.time), event.kindWord.word, reply].filter { !$0.isEmpty }
        try session.console.output.line(SafeLine.of(words.joined(separator: "  ")))
        try session.console.output.flush()
    }

    /// - Throws: what keeps it from its address, or from being taken now.
    private func isOver(_ event: DeliveryEvent) throws(ServiceError) -> Bool {
        switch event.kind {
        case .queued: return false
        case .accepted, .delivered: return true
        case .deferred, .bounceSoft:
            throw ServiceError(
                .unavailable, "The relay did not take it yet; it is tried again by itself.",
                hint: "sendboard relay check tells more.")
        default:
            throw ServiceError(.refused, "The test did not arrive: \(event.kindWord.word) \(event.reply).")
        }
    }
}

struct WarmUpRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warm-up", abstract: "Limits what the relay is given on each of its next days.",
        discussion: """
            Receivers that never heard of a relay take little from it at first. Each number is a day of UTC, today first; what \
            exceeds one waits for the next day. After the last there is no limit.
            """)

    @Argument(help: ArgumentHelp("500,1000,2000 or none.", valueName: "numbers"))
    var numbers: String

    @OptionGroup var whose: RelayOwnerOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (numbers, owner) = (numbers, whose.owner)
        try await Session.run(globals) { session async throws(ServiceError) in
            let plan = numbers == "none" ? nil : try WarmUp(numbers, from: session.console.now())
            try await session.platform.warmUp(plan, of: owner)
            try session.console.output.line(
                plan.map { "The relay is given at most \(NumberText.grouped($0.caps[0])) messages today." }
                    ?? "The relay is given as many messages as there are.")
        }
    }
}
