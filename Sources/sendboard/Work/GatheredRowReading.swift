import ServiceCore

/// All rows of a platform that neither sorts nor searches.
///
/// As many as may be kept at hand come in the order wanted; where there are more, they come as the platform gives them,
/// a page at a time, so that a million cost no more memory than these.
struct GatheredRowReading {
    private let gathering: Gathering<Row>
    private let filter: Filter
    private let order: RowOrder
    /// How many rows may still be written.
    private var remaining: Int
    /// What passed, until it is sorted or there is too much of it.
    private var held: [Row] = []
    /// How many rows the platform gave, those that did not pass among them.
    private(set) var read = 0
    private(set) var written = 0
    /// Whether they are written in the platform's order.
    private(set) var isUnsorted = false

    init(_ gathering: Gathering<Row>, filter: Filter, order: RowOrder, limit: Int?) {
        (self.gathering, self.filter, self.order) = (gathering, filter, order)
        remaining = limit ?? .max
    }

    /// Reads to the end, or until as many were written as are wanted; what was read before a failure is written too.
    ///
    /// - Parameter progress: is told how many rows were read, after each page.
    mutating func run(
        progress: (Int) -> Void, write: ([Row]) throws(ServiceError) -> Void
    ) async throws(ServiceError) {
        do throws(ServiceError) {
            try await gathering.pages(gathering.narrowing(filter)) { page throws(ServiceError) in
                try take(page, write)
                progress(read)
                return remaining > 0
            }
        } catch {
            try emit(held.sorted(by: order), write)
            throw error
        }
        if !isUnsorted { try emit(held.sorted(by: order), write) }
    }

    private mutating func take(
        _ page: [Row], _ write: ([Row]) throws(ServiceError) -> Void
    ) throws(ServiceError) {
        if Task.isCancelled { throw ServiceError(.cancelled, "The list was cut short.") }
        read += page.count
        let passing = page.filter { filter.matches($0) }
        guard read <= gathering.cap else {
            isUnsorted = true
            return try emit(held + passing, write)
        }
        held += passing
    }

    private mutating func emit(
        _ rows: [Row], _ write: ([Row]) throws(ServiceError) -> Void
    ) throws(ServiceError) {
        held = []
        let rows = Array(rows.prefix(remaining))
        remaining -= rows.count
        written += rows.count
        try write(rows)
    }
}
