package import FoundationEssentials
import Synchronization

/// The rows of one connection that are read whole, kept between reads with what is known of their freshness.
package final class GatheredRows: Sendable {
    package let connection: ConnectionID
    private let gathering: Gathering<Row>
    private let find: RowOperations.Find?
    private let state = Mutex(State())

    private struct State {
        var rows: [Row] = []
        var isCapped = false
        /// The filter that the rows were read with; nil before the first answer.
        var narrowing: Filter?
        var found: [Row] = []
        var freshness = SourceFreshness()
        var version = 0
        /// How many reads are under way, and what edits did meanwhile: what they read may be older than that.
        var readers = 0
        var meanwhile: [Edit] = []

        mutating func apply(_ edit: Edit) {
            (rows, found) = (edit.applied(to: rows), edit.applied(to: found))
            version += 1
        }
    }

    /// Rows as an edit left them, and those that it took away.
    private struct Edit {
        let changed: [ResourceID: Row]
        let gone: Set<ResourceID>

        func applied(to rows: [Row]) -> [Row] {
            rows.filter { !gone.contains($0.id) }.map { changed[$0.id] ?? $0 }
        }
    }

    /// - Parameter find: asks again for a row that the platform does not list.
    package init(
        _ connection: ConnectionID, _ gathering: Gathering<Row>, find: RowOperations.Find? = nil
    ) {
        self.connection = connection
        self.gathering = gathering
        self.find = find
    }

    package var freshness: SourceFreshness { state.withLock { $0.freshness } }

    /// Whether the rows at hand do for this filter; the platform may have been asked for other ones.
    package func serves(_ filter: Filter) -> Bool {
        let wanted = gathering.narrowing(filter)
        return state.withLock { $0.narrowing == wanted }
    }

    /// Reads all rows again; where that fails the old ones stay and are stale from then on.
    ///
    /// - Returns: whether anything differs from before.
    @discardableResult
    package func gather(_ filter: Filter, now: @Sendable () -> Date) async throws(ServiceError) -> Bool {
        begin()
        defer { state.withLock { $0.readers -= 1 } }
        do throws(ServiceError) {
            let narrowing = gathering.narrowing(filter)
            let rows = try await gathering.load(narrowing)
            // The rows are what was asked for; a count that fails takes none of them away.
            var total = rows.count > gathering.cap ? rows.count : nil
            if rows.count == gathering.cap { total = try? await gathering.total?(narrowing) }
            let isNew = keep(rows, narrowing, SourceFreshness(readAt: now(), total: total))
            return await findAgain() || isNew
        } catch {
            // Who cancelled knows; the rows are as fresh as before.
            if error.code != .cancelled { fail(error, at: now()) }
            throw error
        }
    }

    private func begin() {
        state.withLock { state in
            if state.readers == 0 { state.meanwhile = [] }
            state.readers += 1
        }
    }

    private func keep(_ rows: [Row], _ narrowing: Filter, _ freshness: SourceFreshness) -> Bool {
        state.withLock { state in
            let kept = state.meanwhile.reduce(Array(rows.prefix(gathering.cap))) { $1.applied(to: $0) }
            let isNew = state.narrowing != narrowing || state.rows != kept
            state.rows = kept
            state.isCapped = rows.count >= gathering.cap
            state.narrowing = narrowing
            state.freshness = freshness
            if isNew { state.version += 1 }
            return isNew
        }
    }

    /// Asks again for the rows that the platform does not list, where a person wants it, and for those that do not stand
    /// as its reads show them.
    ///
    /// - Returns: whether any differs from before.
    private func findAgain() async -> Bool {
        guard let find else { return false }
        let isByHand = Asking.current.isByHand
        var isNew = false
        for row in unlisted where isByHand || row.doubt != nil || !row.unseen.isEmpty {
            do throws(ServiceError) {
                let again = try await find(row.id.native)
                isNew = replace(row, by: again) || isNew
            } catch { continue }
        }
        return isNew
    }

    private var unlisted: [Row] {
        state.withLock { state in
            let listed = Set(state.rows.lazy.map(\.id))
            return state.found.filter { !listed.contains($0.id) }
        }
    }

    /// Nil takes it away; one that an edit has changed meanwhile stays.
    private func replace(_ row: Row, by again: Row?) -> Bool {
        state.withLock { state in
            guard row != again, let index = state.found.firstIndex(of: row) else { return false }
            state.found.replaceSubrange(index...index, with: [again].compactMap(\.self))
            state.version += 1
            return true
        }
    }

    private func fail(_ error: ServiceError, at time: Date) {
        state.withLock { state in
            state.freshness.failure = error
            state.freshness.heldUntil = error.retryAfter.map { time + ($0 / .seconds(1)) }
            state.freshness.failedSince = state.freshness.failedSince ?? time
        }
    }

    /// Takes in what an edit did, so that the rows at hand never go back to how they stood before it.
    ///
    /// - Parameters:
    ///   - changed: rows as it left them; one that is not at hand is not added.
    ///   - gone: rows that are there no more.
    package func take(_ changed: [Row], gone: Set<ResourceID>) {
        let edit = Edit(changed: Dictionary(changed.map { ($0.id, $0) }) { $1 }, gone: gone)
        state.withLock { state in
            state.apply(edit)
            if state.readers > 0 { state.meanwhile.append(edit) }
        }
    }

    /// Adds a row that was looked up by its key, where the platform does not list it.
    package func keep(found row: Row) {
        state.withLock { state in
            state.found.removeAll { $0.id == row.id }
            state.found.append(row)
            state.version += 1
        }
    }

    /// How many rows are at hand.
    package var count: Int { state.withLock { $0.rows.count } }

    /// Whether the platform may have more.
    package var isCapped: Bool { state.withLock { $0.isCapped } }

    /// Whether the rows at hand are all that the platform has, as of the last read.
    var isWhole: Bool {
        guard gathering.part == nil else { return false }
        return state.withLock { state in
            !state.isCapped && state.narrowing?.isEmpty == true && state.freshness.failure == nil
        }
    }

    /// The rows at hand, as far as they were read.
    package var rows: [Row] { contents.rows }

    var contents: (rows: [Row], isCapped: Bool, version: Int) {
        state.withLock { state in
            let listed = Set(state.rows.lazy.map(\.id))
            return (
                state.rows + state.found.filter { !listed.contains($0.id) }, state.isCapped, state.version
            )
        }
    }
}

/// How old the rows of one connection are, and what stands in the way of newer ones.
package struct SourceFreshness: Sendable, Equatable {
    /// When they were read last; nil before the first answer.
    package var readAt: Date?
    /// The last failure, until something succeeds.
    package var failure: ServiceError?
    package var failedSince: Date?
    /// Until when the platform asked to be left in peace with that failure; nil where it did not.
    package var heldUntil: Date?

    /// How many rows the platform has, where it has more than were read; nil where that is not known.
    package var total: Int?
}
