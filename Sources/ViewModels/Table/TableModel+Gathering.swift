import FoundationEssentials
import ServiceCore

/// What is read whole: each connection for itself, so that one that fails or is slow keeps nobody waiting.
extension TableModel {
    /// Reads what has never been read, or not with this filter, and keeps it fresh while it is seen.
    func gatherWhatIsOld() {
        for gathered in source?.gathered ?? [] {
            let isReading = work.isRunning(gatherKey(gathered))
            let isKept = isReading || work.isRunning(pollKey(gathered))
            guard !isKept || !isReading && !gathered.serves(filter) else { continue }
            if let rest = restOfInterval(gathered) {
                poll(gathered, PollPace(every: interval(of: gathered.connection), beginningIn: rest))
            } else {
                gather(gathered)
            }
        }
    }

    /// Takes what another table of the same kind has read, as after `@`.
    func takeKeptRows() {
        for gathered in source?.gathered ?? [] where gathered.freshness.readAt != nil {
            kept.insert(gathered.connection)
            freshness[gathered.connection] = gathered.freshness
        }
    }

    /// Whose rows have come that do for the filter.
    var answered: Set<ConnectionID> {
        Set(
            (source?.gathered ?? []).filter { $0.freshness.readAt != nil && $0.serves(filter) }.map(
                \.connection))
    }

    /// How long kept rows are still as fresh as any; nil where they must be read now.
    private func restOfInterval(_ gathered: GatheredRows) -> Duration? {
        guard kept.remove(gathered.connection) != nil, gathered.serves(filter),
            gathered.freshness.failure == nil, let readAt = gathered.freshness.readAt
        else { return nil }
        let rest = interval(of: gathered.connection) - .seconds(clock.date().timeIntervalSince(readAt))
        return rest > .zero ? rest : nil
    }

    /// Reads all of it again at once, as a person asked for.
    func gatherAgain() {
        for gathered in source?.gathered ?? [] { gather(gathered) }
    }

    func stopGathering() {
        for gathered in source?.gathered ?? [] {
            work.cancel(gatherKey(gathered))
            work.cancel(pollKey(gathered))
        }
    }

    private func gather(_ gathered: GatheredRows) {
        let isByHand = Asking.current.isByHand
        work.start(gatherKey(gathered), .replace) { [weak self] in
            guard let self else { return }
            var pace = PollPace(every: interval(of: gathered.connection))
            await read(gathered, &pace, isByHand: isByHand)
            guard !Task.isCancelled else { return }
            poll(gathered, pace)
        }
    }

    private func poll(_ gathered: GatheredRows, _ first: PollPace) {
        work.start(pollKey(gathered), .background) { [weak self] in
            var pace = first
            while let clock = self?.clock, (try? await clock.sleep(pace.wait)) != nil {
                guard let self, isSeen() else { return }
                await read(gathered, &pace, isByHand: false)
            }
        }
    }

    /// - Parameter isByHand: whether a person asked for it; what begins a poll may have been, its repetitions are not.
    private func read(_ gathered: GatheredRows, _ pace: inout PollPace, isByHand: Bool) async {
        let asking = Asking(isByHand: isByHand) { [weak self] connection, until in
            await self?.noteWait(connection, until)
        }
        await Asking.$current.withValue(asking) { await ask(gathered, &pace) }
    }

    private func noteWait(_ connection: ConnectionID, _ until: Date) {
        guard !Task.isCancelled else { return }
        waits[connection] = until
    }

    private func ask(_ gathered: GatheredRows, _ pace: inout PollPace) async {
        do throws(ServiceError) {
            let (clock, filter) = (clock, filter)
            let isNew = try await gathered.gather(filter, now: { clock.date() })
            pace.succeeded()
            note(gathered, isNew: isNew)
        } catch {
            pace.failed(error)
            note(gathered, isNew: false)
        }
    }

    private func note(_ gathered: GatheredRows, isNew: Bool) {
        guard !Task.isCancelled else { return }
        freshness[gathered.connection] = gathered.freshness
        waits[gathered.connection] = nil
        if isNew { refreshWhenFree() }
        didAnswer()
    }

    private func interval(of connection: ConnectionID) -> Duration {
        let member = source?.members.first { $0.connection.id == connection }
        if case .polled(let interval) = member?.connection.freshness { return interval }
        return .seconds(5)
    }

    private func gatherKey(_ gathered: GatheredRows) -> String { key("gather.\(gathered.connection)") }
    private func pollKey(_ gathered: GatheredRows) -> String { key("poll.\(gathered.connection)") }

    // MARK: What is known of them

    /// Whether nothing can be said of the rows yet, and more is on its way.
    var isWaitingForFirstRows: Bool {
        guard table.hasLoaded else { return true }
        guard table.rows.isEmpty else { return false }
        return source?.gathered.contains { gathered in
            let freshness = freshness[gathered.connection]
            return freshness?.readAt == nil && freshness?.failure == nil
        } ?? false
    }

    /// The failure that stands in place of rows: there never were any.
    var failureOfAll: ServiceError? {
        if let failure, !table.hasLoaded { return failure }
        guard table.rows.isEmpty, let source, !source.gathered.isEmpty,
            source.members.count == source.gathered.count
        else { return nil }
        let states = source.gathered.map { freshness[$0.connection] }
        return states.allSatisfy { $0?.readAt == nil } ? states.lazy.compactMap { $0?.failure }.first : nil
    }
}
