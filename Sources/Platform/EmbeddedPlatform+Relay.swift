package import SMTP
package import ServiceCore
import Store

/// Where this directory's messages go.
extension EmbeddedPlatform {
    /// The relay that they leave through; nil where they stay on this machine.
    package func relay() async throws(ServiceError) -> RelaySetting? {
        try await context.store.read { db in try RelaySetting.current(in: db) }
    }

    /// Keeps what came of trying a relay or gateway, by its URL, for whoever looks at it next.
    package func note(
        _ answer: Result<String, ServiceError>, of side: String
    ) async throws(ServiceError) {
        try await context.transports(engine).note(answer, of: side)
    }

    /// Has messages leave through a relay from now on, or stay on this machine with nil. What this process shows and sends
    /// follows when it opens the directory again.
    ///
    /// - Throws: `.refused` for sample data and while anything is under way, `.conflict` where it stands so already.
    package func use(_ relay: RelayAddress?) async throws(ServiceError) {
        try await apply(change(.email, to: relay?.description))
    }

    /// The gateway that text messages leave through; nil where there is none.
    package func gateway() async throws(ServiceError) -> TransportSetting? {
        try await context.store.read { db in try TransportSetting.current(.sms, in: db) }
    }

    /// The same of text messages and their gateway.
    ///
    /// - Parameter receipts: where it reaches `serve` to tell what became of them.
    package func use(_ gateway: GatewayAddress?, receipts: String?) async throws(ServiceError) {
        try await apply(change(.sms, to: gateway?.description, receipts: receipts))
    }

    private func change(_ channel: Channel, to url: String?, receipts: String? = nil) -> TransportChange {
        TransportChange(
            channel: channel, url: url, receipts: receipts, who: context.options.who, now: context.clock())
    }

    private func apply(_ change: TransportChange) async throws(ServiceError) {
        try await context.store.write { db in try change.run(in: db) }
    }

    /// Has e-mail leave where no way was ever decided on, and nothing was ever queued to go one.
    ///
    /// - Throws: `.refused` where something was.
    package func useFirst(_ relay: RelayAddress) async throws(ServiceError) {
        try await applyFirst(change(.email, to: relay.description))
    }

    /// The same of text messages and their gateway.
    package func useFirst(_ gateway: GatewayAddress, receipts: String?) async throws(ServiceError) {
        try await applyFirst(change(.sms, to: gateway.description, receipts: receipts))
    }

    private func applyFirst(_ change: TransportChange) async throws(ServiceError) {
        try await context.store.write { db in
            try change.refuseIfEverUsed(in: db)
            try change.run(in: db)
        }
    }

    /// Has failures and whoever follows a link come here by other names from now on; messages under way keep theirs.
    ///
    /// - Throws: `.invalid` for what is no such name, `.conflict` where nothing would be another.
    package func set(_ change: ReturnChange) async throws(ServiceError) {
        let (who, now) = (context.options.who, context.clock())
        try await context.store.write { db in try change.run(by: who, at: now, in: db) }
    }

    /// Queues a test, which goes as everything does.
    ///
    /// - Returns: the recipient's row.
    package func queue(_ test: RelayTest) async throws(ServiceError) -> ResourceID {
        let (shown, who, now) = (context.transport, context.options.who, context.clock())
        return try await context.store.write { [connection = context.connection] db in
            try DecidedWays.refuse(otherThan: shown, in: db)
            return try test.queue(by: who, at: now, connection, in: db)
        }
    }

    /// Gives a relay so many messages on each of its days from now on; nil as many as there are.
    ///
    /// - Parameter owner: whose own it is; nil is the directory's.
    /// - Throws: `.notFound` without a relay.
    package func warmUp(_ plan: WarmUp?, of owner: RelayOwner? = nil) async throws(ServiceError) {
        let (who, now) = (context.options.who, context.clock())
        try await context.store.write { db in
            let relay = try owner.map { try RelayOwnerRow.find($0, in: db).named(by: $0) }
            guard var setting = try RelaySetting.relay(relay, in: db) else {
                throw ServiceError(
                    .notFound, "No relay is in use.", hint: "sendboard relay use smtp://host:587 --yes host")
            }
            setting.warmUp = plan
            try TransportSetting.keep(setting, relay: relay, in: db)
            let words = plan.map { $0.caps.map { NumberText.grouped($0) }.joined(separator: ", ") } ?? "none"
            try TransportChange.note(
                "warm up relay", by: who, at: now, because: "a day: \(words)", setting, setting, in: db)
        }
    }

    /// What would wait for a second decision if a channel's messages went another way.
    package func held(byChangeOf channel: Channel, to url: String?) async throws(ServiceError)
        -> TransportReport.Held
    {
        let change = change(channel, to: url)
        return try await context.store.read { db in
            try HeldLaunches.affected(change.affected(DecidedWays(in: db)), in: db)
        }
    }

    /// What waits for a second decision.
    package func held() async throws(ServiceError) -> TransportReport.Held {
        try await context.store.read { db in try HeldLaunches.counts(in: db) }
    }

    /// Lets all that waits for a second decision go the present way.
    package func releaseHeld() async throws(ServiceError) {
        try await decide("release held") { db in try HeldLaunches.releaseAll(in: db) }
    }

    /// Cancels the single messages that wait for one.
    package func cancelHeldMessages() async throws(ServiceError) {
        let now = context.clock()
        try await decide("cancel held messages") { db in try HeldLaunches.cancelMessages(at: now, in: db) }
    }

    private func decide(
        _ action: String, _ change: @escaping @Sendable (WriteTransaction) throws -> Void
    ) async throws(ServiceError) {
        let (shown, who, now) = (context.transport, context.options.who, context.clock())
        try await context.store.write { db in
            try DecidedWays.refuse(otherThan: shown, in: db)
            let held = try HeldLaunches.counts(in: db)
            try change(db)
            let setting = try RelaySetting.current(in: db)
            try TransportChange.note(action, by: who, at: now, because: held.words, setting, setting, in: db)
        }
    }
}
