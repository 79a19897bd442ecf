import FoundationEssentials
import SMTP
import ServiceCore
import Store

/// How the ways stand that messages leave by, put together from what is decided, what this process's engine knows and what
/// another one has noted.
struct TransportKeeping: Sendable {
    let context: PlatformContext
    let engineStatus: @Sendable () -> EngineStatus
    /// Nil while this process does not run the engine.
    let figures: @Sendable () -> [TransportFigures]?

    func operations() -> TransportOperations { TransportOperations(look: look, check: check) }

    /// How they stand now.
    func look() async throws(ServiceError) -> TransportReport {
        let (status, own) = (engineStatus(), figures())
        return try await context.store.read { db in try report(status, own, in: db) }
    }

    private func report(
        _ status: EngineStatus, _ own: [TransportFigures]?, in db: ReadTransaction
    ) throws -> TransportReport {
        let noted = try own ?? TransportNotes.current(in: db)
        let checks = try RelayChecks.current(in: db)
        let ways = try TransportWays.all(at: context.clock(), in: db).map { way in
            var way = way
            way.figures = noted.first { $0.name == way.side }
            way.check = way.side.flatMap { checks[$0] }
            return way
        }
        var report = TransportReport(engine: try .init(status, in: db), ways: ways)
        report.held = try HeldLaunches.counts(in: db)
        return report
    }

    /// What keeps messages from leaving for long, or until a person does something; nil where nothing does.
    func trouble() async -> ServiceError? {
        guard let report = try? await look(), report.engine != .nobody else { return nil }
        return report.ways.lazy.compactMap(\.figures).compactMap(Self.trouble).first
    }

    private static func trouble(_ figures: TransportFigures) -> ServiceError? {
        guard case .resting(let until, let why) = figures.state, until == nil || figures.faults > 2 else {
            return nil
        }
        return ServiceError(.unavailable, why, hint: ":relays and “sendboard relay show” tell more.")
    }

    /// Where messages of a way go and how that stands, for whoever watches a launch.
    func line(_ way: MessageWay, in db: ReadTransaction) throws -> DatedText {
        let report = try report(engineStatus(), figures(), in: db)
        guard let relay = way.relay else {
            return report.ways.first { $0.title == way.channel.wayTitle }.map(report.line) ?? ""
        }
        let side = try OwnRelay.find(relay, in: db)?.setting.url
        return report.ways.first { $0.side == side }.map(report.line)
            ?? "by a relay that nobody names any more"
    }

    /// Tries the relays and the gateway that are in use; what came of it is kept, whatever it was.
    ///
    /// - Throws: `.notFound` where there is none.
    func check() async throws(ServiceError) -> [String: TransportCheck] {
        let ways = try await context.store.read { db in try DecidedWays(in: db) }
        if ways.isSandboxed {
            throw ServiceError(
                .notFound, "No relay is in use.", hint: "sendboard relay check smtp://host:587")
        }
        var checks: [String: TransportCheck] = [:]
        for (side, trial) in try trials(ways) {
            let answer = await Result { () async throws(ServiceError) in try await trial() }
            if case .failure(let error) = answer, error.code == .cancelled { throw error }
            checks[side] = try await note(answer, of: side)
        }
        return checks
    }

    private typealias Trial = @Sendable () async throws(ServiceError) -> String

    /// By their URLs.
    private func trials(_ ways: DecidedWays) throws(ServiceError) -> [(String, Trial)] {
        var trials: [(String, Trial)] = []
        let options = context.options
        for setting in [ways.relay].compactMap(\.self) + ways.own.map(\.setting) {
            let relay = try setting.address()
            let trial = RelayTrial(relay) { () throws(ServiceError) in try options.relayPassword(relay.login)
            }
            trials.append((relay.description, trial.run))
        }
        if let gateway = try ways.gateway?.gateway() {
            let trial = GatewayTrial(gateway) { () throws(ServiceError) in
                try options.gatewayPassword(gateway.login)
            }
            trials.append((gateway.description, trial.run))
        }
        return trials
    }

    /// Keeps what came of trying a relay or gateway, by its URL, where anything may be kept.
    @discardableResult
    func note(
        _ answer: Result<String, ServiceError>, of side: String
    ) async throws(ServiceError) -> TransportCheck {
        let (words, isGood) =
            switch answer {
            case .success(let words): (words, true)
            case .failure(let error): (error.message, false)
            }
        let check = TransportCheck(
            time: context.clock(), who: context.options.who, words: words, isGood: isGood)
        guard !context.options.isReadOnly else { return check }
        try await context.store.write { db in try RelayChecks.note(check, of: side, in: db) }
        return check
    }
}

extension TransportReport.Engine {
    fileprivate init(_ status: EngineStatus, in db: ReadTransaction) throws {
        let started = try Int64.fetchOne(db, "SELECT started_at FROM engine WHERE id = 1").map {
            Date(storedTime: $0)
        }
        self =
            switch status {
            case .mine: .here(since: started)
            case .failing(let error): .failing(error.message)
            case .other(let id): .elsewhere(id == 0 ? nil : Int(id), since: started)
            case .none: .nobody
            }
    }
}
