import FoundationEssentials
import ServiceCore
import Store

/// A pixel that was fetched or a link that was followed, on its way to the tables.
struct TrackingVisit: Sendable, Hashable {
    let token: MailToken
    /// By which it was asked for.
    let host: String
    let origin: EventOrigin
    let isPrefetch: Bool
    let time: Date
}

extension DeliveryTransaction {
    /// More of one kind of one message are no news of anybody, and would fill the disk for whoever repeats them.
    static let mostVisits = 500

    /// Records a view or a click, a machine's as such.
    ///
    /// Nothing is recorded of a message that is gone, of somebody who was erased, and by a host that is not the account's.
    ///
    /// - Returns: the campaign of which a lost answer is known by it.
    mutating func record(_ visit: TrackingVisit, _ hosts: TrackingHosts) throws -> Int64? {
        let kind: EventKind = visit.token.kind == .click ? .click : .open
        guard let row = try delivery(visit.token.delivery), !row.addressee.isErased,
            try hosts.serves(visit.host, account: row.account, in: db), try hasRoom(for: kind, of: row)
        else { return nil }
        now = visit.time
        let link = kind == .click ? visit.token.link : nil
        let isMachine = try MachineMarks.isMachine(visit, accepted: accepted(row)) || isBurst(link, of: row)
        // A person who has it proves that it was taken; a scanner may stand before whoever takes it.
        let proven = isMachine || row.state == .claimed ? row : try provenAccepted(row)
        try event(isMachine ? kind.byMachine : kind, of: proven, link: link, from: visit.origin)
        return proven.state == row.state ? nil : row.campaign
    }

    private func hasRoom(for kind: EventKind, of row: DeliveryRow) throws -> Bool {
        let count = try Int.fetchOne(
            db,
            cached: """
                SELECT count(*) FROM event WHERE delivery = \(row.id)
                AND kind IN (\(kind.number), \(kind.byMachine.number))
                """)
        return count ?? 0 < Self.mostVisits
    }

    /// When the relay took it, as far as that is known; nil while it is handed over.
    private func accepted(_ row: DeliveryRow) throws -> Date? {
        if row.state == .claimed { return nil }
        let time = try Int64.fetchOne(
            db,
            cached: """
                SELECT max(at) FROM event WHERE delivery = \(row.id) AND kind = \(EventKind.accepted.number)
                """)
        return Date(storedTime: time ?? row.changed)
    }

    /// Whether all links of a message are followed at once, as scanners do; then those before were theirs as well.
    private mutating func isBurst(_ link: Int64?, of row: DeliveryRow) throws -> Bool {
        guard let link else { return false }
        let since = now.addingTimeInterval(-MachineMarks.burst)
        let recent = try SQLRow.fetchAll(
            db,
            cached: """
                SELECT id, kind, link, at FROM event WHERE delivery = \(row.id)
                AND kind IN (\(EventKind.click.number), \(EventKind.machineClick.number))
                AND \(unindexed: "at") > \(since.storedTime)
                """)
        let followed = Set(recent.compactMap { $0[2] as Int64? }).union([link]).count
        guard followed > 1,
            try followed >= min(MachineMarks.burstLinks, links.ids(of: row.submission, in: db).count)
        else { return false }
        for event in recent where event[1] == EventKind.click.number {
            try giveToMachine(event[0], of: row, at: Date(storedTime: event[3]))
        }
        return true
    }

    private mutating func giveToMachine(_ event: Int64, of row: DeliveryRow, at time: Date) throws {
        let kind = EventKind.machineClick
        try db.execute(
            cached: "UPDATE event SET kind = \(kind.number), is_machine = 1 WHERE id = \(event)")
        for (kind, count) in [(EventKind.click, -1), (kind, 1)] {
            deltas.count(kind, row.campaign, by: count)
            days.count(kind, account: row.account, campaign: row.campaign, at: time, by: count)
        }
    }
}
