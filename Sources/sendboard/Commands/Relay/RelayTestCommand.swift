import ArgumentParser
import Platform
import ServiceCore
import Store

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
        // Subscribed before the test is queued, so that nothing of it falls in between.
        let changes = session.platform.context.store.changes()
        let row = try await session.platform.queue(test)
        session.platform.startEngine()
        let ended = await withTaskGroup(of: Result<Void, ServiceError>.self) { group in
            group.addTask {
                await Result { () async throws(ServiceError) in try await follow(row, changes) }
            }
            group.addTask {
                do { try await Task.sleep(for: Self.patience) } catch { return .failure(Self.unfollowed) }
                return .failure(Self.unheard)
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? .failure(Self.unfollowed)
        }
        try ended.get()
    }

    private static let unheard = ServiceError(
        .timedOut, "Nothing was heard of the test for a minute; it goes on by itself.",
        hint: "sendboard relay show tells how the relay stands.")
    private static let unfollowed = ServiceError(.cancelled, "The test goes on without being followed.")

    /// Tells each thing that is heard of it, until that is the last or the task is cancelled.
    private func follow(_ row: ResourceID, _ changes: AsyncStream<StoreChange>) async throws(ServiceError) {
        guard let life = session.platform.connection.messageLife else { return }
        var (told, news) = (0, changes.makeAsyncIterator())
        repeat {
            let events = try await life(row)
            for event in events.dropFirst(told) { try tell(event) }
            told = events.count
            if let last = events.last, try isOver(last) { return }
            if case .failing(let error) = session.platform.engineStatus() { throw error }
        } while await news.next() != nil
        throw Self.unfollowed
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
