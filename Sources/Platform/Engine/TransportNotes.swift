import FoundationEssentials
import ServiceCore
import Store

/// What an engine writes down of its transport, so that other processes can tell how it stands.
///
/// It goes with a transaction that the engine has to make anyway: whenever the transport begins or ends to be at fault, when
/// nothing is under way any more, and every few seconds while something is.
struct TransportNotes: Sendable {
    private static let interval: TimeInterval = 5

    private var last: [TransportFigures]?

    /// - Parameter isIdle: whether nothing is at the transport.
    /// - Returns: what is to be written, nil where that can wait.
    func due(_ figures: [TransportFigures], at now: Date, isIdle: Bool) -> [TransportFigures]? {
        guard !figures.isEmpty else { return nil }
        guard let last, figures.count == last.count else { return figures }
        let hasTurned = zip(figures, last).contains { $0.state != $1.state }
        let isOld = last.contains { !(0..<Self.interval).contains(now.timeIntervalSince($0.measured)) }
        guard hasTurned || isIdle || isOld else { return nil }
        return zip(figures, last).allSatisfy { $0.isSame(as: $1) } ? nil : figures
    }

    /// Remembers what was written.
    mutating func keep(_ figures: [TransportFigures]) { last = figures }

    static func write(_ figures: [TransportFigures], in db: WriteTransaction) throws {
        try db.execute("UPDATE engine SET transports = \(try JSONText.text(figures)) WHERE id = 1")
    }

    /// What the engine noted last; nothing where that was another way than now.
    static func current(in db: ReadTransaction) throws -> [TransportFigures] {
        guard let text = try String.fetchOne(db, "SELECT transports FROM engine WHERE id = 1") else {
            return []
        }
        return (try? JSONText.read(text)) ?? []
    }
}

extension TransportFigures {
    /// Whether nothing but time has passed.
    fileprivate func isSame(as other: TransportFigures) -> Bool {
        var same = other
        (same.measured, same.lastMinute) = (measured, lastMinute)
        return same == self
    }
}
