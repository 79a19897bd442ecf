import ServiceCore

/// The rows of several connections as one list, in one order.
///
/// As many as may be kept at hand are sorted together; where there are more, or where a connection cannot hand over its
/// own in order, they come one connection after the other, so that a million cost no more memory than these.
struct MergedRowWriting {
    private let order: RowOrder?
    /// How many rows are kept at hand.
    private let cap: Int
    /// How many rows may still be written.
    private var remaining: Int
    private var held: [Row] = []
    /// Whether every connection gave its rows in the order wanted.
    var isSorted = true
    private(set) var written = 0

    /// - Parameters:
    ///   - limit: how many rows at most; nil means all.
    ///   - isAlone: whether there is one connection only, whose rows are written as they come.
    init(by order: RowOrder?, limit: Int?, isAlone: Bool = false, cap: Int = 20_000) {
        (self.order, self.cap) = (isAlone ? nil : order, isAlone ? 0 : cap)
        remaining = limit ?? .max
    }

    /// Whether more rows are of use: once some are written as they come, the limit may be reached.
    var isFull: Bool { remaining == 0 }

    mutating func take(
        _ rows: [Row], _ write: ([Row]) throws(ServiceError) -> Void
    ) throws(ServiceError) {
        held += rows
        guard held.count > cap || written > 0 else { return }
        isSorted = false
        try emit(held, write)
    }

    /// Writes what is held.
    mutating func finish(_ write: ([Row]) throws(ServiceError) -> Void) throws(ServiceError) {
        guard isSorted, let order else { return try emit(held, write) }
        try emit(held.sorted(by: order), write)
    }

    private mutating func emit(
        _ rows: [Row], _ write: ([Row]) throws(ServiceError) -> Void
    ) throws(ServiceError) {
        let rows = Array(rows.prefix(remaining))
        held = []
        remaining -= rows.count
        written += rows.count
        if !rows.isEmpty { try write(rows) }
    }
}
