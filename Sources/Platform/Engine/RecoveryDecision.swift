import ServiceCore
import Store

/// What becomes of a message that an engine had claimed when it ended without saying more: nobody is sent to
/// twice, and what cannot be known is told as unknown.
enum RecoveryDecision: Sendable, Hashable {
    /// The journal or the transport's own record knows the answer.
    case apply(code: Int)
    /// It may or may not have been taken; a person or a policy decides.
    case unknown
    /// It was never handed over; no attempt is charged.
    case release

    /// - Parameters:
    ///   - phase: what the journal says, nil where it says nothing.
    ///   - wasTaken: what the transport's own record says, nil where it keeps none.
    ///   - machineRestarted: the journal may have lost its last pages.
    init(phase: InFlightJournal.Phase?, wasTaken: Bool?, machineRestarted: Bool) {
        if case .answered(let code) = phase {
            self = .apply(code: code)
        } else if let wasTaken {
            self = wasTaken ? .apply(code: 250) : .release
        } else if phase == .handedOver || machineRestarted {
            self = .unknown
        } else {
            self = .release
        }
    }
}

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
            if decision != .release, let entry = kept[id] { try keep(entry, of: row) }
            switch decision {
            case .apply(let code):
                try record(RelayReply(journalCode: code, "known after a restart"), of: row, conduct)
            case .unknown: try record(RelayReply(.data, 0, nil, "answer lost in a crash"), of: row, conduct)
            case .release: try record(RelayReply(.session, 451), of: row, conduct)
            }
            if row.channel == .sms { try takeKeptReceipts(of: id) }
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
