import ServiceCore
import Store

extension MessageAudience {
    /// Who of listed addresses would be sent to, and who would not, by the rules that a message to them is under.
    ///
    /// - Parameter others: who is left out besides, by reason.
    init(
        of addresses: [String], _ channel: Channel, account: Int64, leavingOut others: [String: Int] = [:],
        in db: ReadTransaction
    ) throws {
        let stops = try AudienceSpec.stops(addresses, channel, account: account, in: db)
        let reached = zip(addresses, stops).filter { $1 == nil }.map(\.0)
        let counts = stops.compactMap(\.self).reduce(into: others) { $0[$1, default: 0] += 1 }
        self.init(
            count: reached.count, addresses: reached, leftOut: Tally.descending(counts))
    }
}
