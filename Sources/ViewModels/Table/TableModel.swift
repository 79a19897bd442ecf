package import FoundationEssentials
import Observation
package import ServiceCore

/// One pane at work: asks the platform for the rows that are seen and keeps what a person set.
@MainActor @Observable
package final class TableModel {
    package let pane: PaneDescription
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

    @ObservationIgnored let source: RowOperations?
    @ObservationIgnored let work: WorkTracker
    @ObservationIgnored let clock: BoardClock
    @ObservationIgnored var generation = 0

    package init(
        pane: PaneDescription, source: RowOperations?, work: WorkTracker, clock: BoardClock,
        remembered: BoardMemory.Pane? = nil
    ) {
        self.pane = pane
        self.source = source
        self.work = work
        self.clock = clock
        sort = remembered?.sort ?? pane.sort
        columns = Self.columns(of: pane, chosen: remembered?.columns)
    }

    package var schema: ResourceSchema? { source?.schema }

    package var isLoading: Bool { work.isRunning(key("load")) || work.isRunning(key("refresh")) }

    /// Loads whatever the screen lacks; called after every move and when the pane is shown.
    package func ensureRows() {
        guard source?.operations.list != nil else { return }
        if isDirty, table.hasLoaded { return refresh() }
        guard let need = table.need, failure == nil || need == .first && failure == nil else { return }
        load(need)
    }

    /// Reads the window again; what is shown stays until the answer has come.
    package func refresh() {
        guard let list = source?.operations.list else { return }
        isDirty = false
        failure = table.hasLoaded ? failure : nil
        guard table.hasLoaded else { return load(.first) }
        let request = table.refreshRequest(filter: filter, sort: sort)
        let own = generation
        work.start(key("refresh"), .replace) { [weak self] in
            await self?.finishRefresh(list, request, own)
        }
    }

    package func markDirty() { isDirty = true }

    private func finishRefresh(_ list: Listing<Row>, _ request: ListRequest, _ own: Int) async {
        do throws(ServiceError) {
            let page = try await list.page(request)
            guard own == generation, !Task.isCancelled else { return }
            noteChanges(table.refresh(page, for: request))
            succeed()
            countRows(list)
        } catch  where error.code == .notFound {
            guard own == generation else { return }
            restart()
        } catch {
            fail(error, own)
        }
    }

    private func load(_ need: TableState.Need) {
        guard let list = source?.operations.list else { return }
        let request = table.request(for: need, filter: filter, sort: sort)
        let own = generation
        work.start(key("load"), .join) { [weak self] in
            await self?.finishLoad(list, need, request, own)
        }
    }

    private func finishLoad(
        _ list: Listing<Row>, _ need: TableState.Need, _ request: ListRequest, _ own: Int
    ) async {
        do throws(ServiceError) {
            let page = try await list.page(request)
            guard own == generation, !Task.isCancelled else { return }
            table.apply(page, for: need)
            succeed()
            if need == .first { countRows(list) }
            followUp(after: need)
        } catch {
            fail(error, own)
        }
    }

    /// A screen may need more than one answer, but the same need twice means that nobody can meet it.
    private func followUp(after need: TableState.Need) {
        guard let next = table.need, next != need else { return }
        work.start(key("follow"), .background) { [weak self] in self?.ensureRows() }
    }

    /// The exact number of rows, where the page did not tell; the title says `42+` until it is known.
    private func countRows(_ list: Listing<Row>) {
        guard let count = list.count, !table.isExact else { return }
        let (filter, own) = (filter, generation)
        work.start(key("count"), .background) { [weak self] in
            guard let number = try? await count(filter), let self, own == generation else { return }
            table.learn(.exact(number))
        }
    }

    private func succeed() {
        failure = nil
        failedSince = nil
        lastLoaded = clock.date()
    }

    private func fail(_ error: ServiceError, _ own: Int) {
        guard own == generation, error.code != .cancelled else { return }
        failure = error
        failedSince = failedSince ?? clock.date()
    }

    /// Starts from the first row with the filter and order now in force.
    func restart() {
        generation += 1
        failure = nil
        work.cancel(key("load"))
        work.cancel(key("refresh"))
        table.restart()
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

    private func key(_ what: String) -> String { "\(pane.name).\(what)" }
}
