import ServiceCore
import Store

extension DeliveryTransaction {
    /// Every row that an earlier engine had claimed; a row claimed under an older epoch is an orphan.
    static func orphans(_ db: ReadTransaction, before epoch: Int) throws -> [Int64] {
        try Int64.fetchAll(db, "SELECT id FROM delivery WHERE state = 2 AND epoch < \(epoch)")
    }

    /// - Parameter kept: what the archive's journal says of the messages.
    mutating func recover(
        _ decisions: [Int64: RecoveryDecision], _ kept: [Int64: ArchiveEntry], _ conduct: Conduct
    ) throws {
        for (id, decision) in decisions.sorted(by: { $0.key < $1.key }) {
            guard let row = try claimed(id) else { continue }
            if decision != .release, let entry = kept[id] {
                try ArchiveQueries.insert(entry, at: time, in: db)
            }
            switch decision {
            case .apply(let code):
                try record(RelayReply(.data, code, nil, "known after a restart"), of: row, conduct)
            case .unknown: try record(RelayReply(.data, 0, nil, "answer lost in a crash"), of: row, conduct)
            case .release: try record(RelayReply(.session, 451), of: row, conduct)
            }
        }
    }

    /// Nothing is claimed any more, so nothing is reserved.
    static func clearReservations(_ db: WriteTransaction) throws {
        let isAny = try Bool.fetchOne(db, "SELECT EXISTS (SELECT 1 FROM smtp_user WHERE reserved_total <> 0)")
        guard isAny == true else { return }
        try db.execute("UPDATE smtp_user SET reserved_total = 0 WHERE reserved_total <> 0")
        try db.execute("UPDATE smtp_user_hour SET reserved = 0 WHERE reserved <> 0")
    }
}
