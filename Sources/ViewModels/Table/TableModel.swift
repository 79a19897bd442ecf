package import FoundationEssentials
import Observation
package import ServiceCore

/// One pane at work: asks the platform for the rows that are seen and keeps what a person set.
@MainActor @Observable
package final class TableModel {
    package private(set) var pane: PaneDescription
    package internal(set) var table = TableState()
    package internal(set) var filterText = ""
    package internal(set) var filter = Filter.all
    package internal(set) var sort: RowOrder?
    /// Shown fields, key column first.
    package internal(set) var columns: [PaneColumn]
    /// Columns scrolled out to the left, the key column not counted.
    package internal(set) var scrolledColumns = 0
    /// The last failure, until something succeeds.
    package internal(set) var failure: ServiceError?
    package internal(set) var failedSince: Date?
    package internal(set) var lastLoaded: Date?
    /// Fields that changed within the last three seconds.
    package internal(set) var changes: [ResourceID: Set<FieldID>] = [:]
    /// Set while rows should be read again as soon as they are seen.
    package internal(set) var isDirty = false

    /// How many rows there are without the filter, as last counted.
    package internal(set) var unfilteredCount: Int?
    /// Set while marks are being turned round over rows that must be read first.
    package internal(set) var isMarking = false
    /// How fresh the rows of each connection are that is read whole.
    package internal(set) var freshness: [ConnectionID: SourceFreshness] = [:]
    /// Until when reads under way wait because their platforms asked for it.
    package internal(set) var waits: [ConnectionID: Date] = [:]
    /// Whether anybody sees the rows now; what nobody sees is not asked for again.
    @ObservationIgnored var isSeen: @MainActor () -> Bool = { true }
    /// Whether the cursor may go on from the first row of a log to newer ones.
    @ObservationIgnored var mayLeaveRow: @MainActor () -> Bool = { true }
    /// The filters of the pane that are kept, by their names.
    @ObservationIgnored var keptFilters: @MainActor () -> [String: String] = { [:] }
    /// Called after every read that was answered, well or badly.
    @ObservationIgnored var didAnswer: @MainActor () -> Void = {}

    /// Whose rows have been shown, as far as they are read whole.
    @ObservationIgnored private var joined: Set<ConnectionID> = []
    /// Whose rows were at hand when this was made, and have not been asked for since.
    @ObservationIgnored var kept: Set<ConnectionID> = []
    @ObservationIgnored let source: MergedKind?
    @ObservationIgnored let work: WorkTracker
    @ObservationIgnored let clock: BoardClock
    /// Counts filters and orders, so that a count for another one is ignored.
    @ObservationIgnored var generation = 0
    /// Counts reads, so that only the answer to the latest one is taken.
    @ObservationIgnored private var readCount = 0
    /// What edits made of rows since the read under way was asked for, nil where one is gone; its page may be older.
    @ObservationIgnored var editedMeanwhile: [ResourceID: Row?] = [:]

    package init(
        pane: PaneDescription, source: MergedKind?, work: WorkTracker, clock: BoardClock,
        remembered: BoardMemory.Pane? = nil
    ) {
        self.pane = pane
        self.source = source
        self.work = work
        self.clock = clock
        sort = remembered?.sort ?? pane.sort
        columns = Self.columns(of: pane, chosen: remembered?.columns)
        takeKeptRows()
    }

    /// Takes the same pane with its columns otherwise.
    func arrange(_ pane: PaneDescription, remembered: BoardMemory.Pane?) {
        self.pane = pane
        columns = Self.columns(of: pane, chosen: remembered?.columns)
        scrolledColumns = 0
    }

    package var schema: ResourceSchema? { source?.schema }

    /// Whether what a command needs is still on its way.
    package func awaits(_ need: CommandNeed) -> Bool {
        guard need != .nothing, source?.list != nil, failure == nil else { return false }
        if isWaitingForFirstRows || table.isSeeking { return true }
        return need != .rows && (table.pendingCursor != nil || isMarking)
    }

    package var isLoading: Bool { work.isRunning(key("read")) }

    /// Loads whatever the screen lacks; called after every move and when the pane is shown.
    package func ensureRows() {
        gatherWhatIsOld()
        guard source?.list != nil, !isLoading else { return }
        if isDirty, table.hasLoaded { return refresh() }
        guard let need = table.need, failure == nil else { return }
        load(need)
    }

    /// Reads the window again at once, in place of whatever is being read; the rows stay until the answer is here.
    package func refresh() {
        isDirty = false
        guard table.hasLoaded else {
            failure = nil
            return load(.first)
        }
        readAgain(table.refreshRequest(filter: filter, sort: order))
    }

    package func markDirty() { isDirty = true }

    /// Reads the window again now or, so that changes told faster than they are read starve nobody, after this read.
    package func refreshWhenFree() {
        isDirty = true
        ensureRows()
    }

    /// Says that a person cancelled the first load; a later answer to it is ignored.
    func noteCancelled() {
        readCount += 1
        isMarking = false
        table.abandonLeap()
        guard !table.hasLoaded else { return }
        let plural = source?.schema.words.plural ?? pane.title.lowercased()
        failure = ServiceError(.cancelled, "Loading \(plural) was cancelled.", hint: "r tries again.")
    }

    /// Ends what is under way, for a table that nobody will see again.
    func stop() {
        for what in ["read", "follow", "count", "count-all", "changes"] { work.cancel(key(what)) }
        stopGathering()
    }

    private func readAgain(_ request: ListRequest) {
        let answered = answered
        read(request) { [weak self] page in
            guard let self else { return }
            // Rows of a connection that come for the first time may stand before all that was shown; of a log the newest do.
            let begins =
                table.standing == .untouched && !answered.isSubset(of: joined)
                || pane.isLog && table.standing != .elsewhere && !table.isHeld && mayLeaveRow()
            joined = answered
            let inHand = begins ? nil : table.selected
            noteChanges(table.refresh(page, for: request, beginning: begins))
            seekIfMoved(inHand)
            count(told: page.total, isAgain: true)
            followUp(after: nil)
        } lost: { [weak self] in
            guard let self else { return }
            let counted = table.countedRefreshRequest(filter: filter, sort: order)
            // What nobody has counted off can only be found by the row in hand.
            if request == counted || !table.isPlaced { restart() } else { readAgain(counted) }
        }
    }

    private func load(_ need: TableState.Need) {
        if need.begins { joined = answered }
        read(table.request(for: need, filter: filter, sort: order)) { [weak self] page in
            guard let self else { return }
            table.apply(page, for: need)
            if need.begins { count(told: page.total, isAgain: false) }
            followUp(after: need)
        } lost: { [weak self] in
            guard let self else { return }
            guard need.begins else { return refresh() }
            table.abandonSearch()
            // The row is gone: the rows at hand do, or the first ones.
            if table.hasLoaded { didAnswer() } else { load(.first) }
        }
    }

    /// One read at a time; a new one takes the place of the old.
    ///
    /// - Parameter lost: called where the row to continue from is gone.
    private func read(
        _ request: ListRequest, take: @escaping @MainActor (ListPage<Row>) -> Void,
        lost: @escaping @MainActor () -> Void
    ) {
        guard let list = source?.list else { return }
        readCount += 1
        let own = readCount
        editedMeanwhile = [:]
        work.start(key("read"), .replace) { [weak self] in
            do throws(ServiceError) {
                let page = try await list.page(request)
                guard let self, own == readCount else { return }
                succeed()
                take(withEdits(page))
                didAnswer()
            } catch {
                guard let self, own == readCount else { return }
                if error.code == .notFound { return lost() }
                fail(error)
                didAnswer()
            }
        }
    }

    /// A screen may need more than one answer, but the same need twice means that nobody can meet it.
    private func followUp(after need: TableState.Need?) {
        guard isDirty || table.need != nil && table.need != need else { return table.abandonLeap() }
        work.start(key("follow"), .background) { [weak self] in self?.ensureRows() }
    }

    private func succeed() {
        failure = nil
        failedSince = nil
        lastLoaded = clock.date()
    }

    private func fail(_ error: ServiceError) {
        guard error.code != .cancelled else { return }
        failure = error
        failedSince = failedSince ?? clock.date()
        if table.hasLoaded { table.abandonSearch() }
    }

    /// Starts anew with the filter and order now in force: at the row in hand where it passes, else at the first.
    func restart() {
        forgetRows()
        ensureRows()
    }

    func noteChanges(_ fresh: [ResourceID: Set<FieldID>]) {
        guard !fresh.isEmpty else { return }
        changes.merge(fresh) { $0.union($1) }
        work.start(key("changes"), .background) { [weak self] in
            guard let self, (try? await clock.sleep(.seconds(3))) != nil else { return }
            changes = [:]
        }
    }

    func key(_ what: String) -> String { "\(pane.id).\(what)" }
}
