import FoundationEssentials
import ServiceCore
import Store

/// Takes in a receipt, in one transaction; any process may while another runs the engine.
struct ReceiptTaking: Sendable {
    /// What events of gateways name as their source; with it their marks are unique.
    static let source = "gateway"
    /// Of those that name nothing here the newest are kept.
    private static let kept: Int64 = 1_000

    let token: String
    /// That the token names; nil for one that this directory did not sign.
    let delivery: Int64?
    let receipt: GatewayReceipt
    let now: Date

    func run(in db: WriteTransaction) throws -> ReceiptOutcome {
        var work = DeliveryTransaction(db, now: now, source: Self.source)
        guard let delivery, let row = try work.delivery(delivery), row.channel == .sms else {
            try keep(nil, in: db)
            return .unknown
        }
        if ErasedKey.isAlias(row.address) { return .nothing }
        if row.state == .claimed {
            try keep(delivery, in: db)
            return .kept
        }
        let isNew = try work.take(receipt, of: row)
        try work.finish()
        try Unknowns.tell(row.campaign, in: db)
        let launches = try LaunchRow.live(db).filter { $0.campaign == row.campaign && $0.state.isActive }
        try LaunchRails.check(launches, at: now, in: db)
        return isNew ? .recorded : .nothing
    }

    private func keep(_ delivery: Int64?, in db: WriteTransaction) throws {
        let id = try db.insert(
            into: "gateway_receipt",
            [
                ("at", now.storedTime), ("delivery", delivery), ("status", receipt.status),
                ("answer", receipt.answer), ("token", String(token.prefix(64))),
            ])
        try db.execute(
            "DELETE FROM gateway_receipt WHERE id <= \(id - Self.kept) AND delivery IS NULL")
    }
}

extension DeliveryTransaction {
    /// Records a receipt, once.
    ///
    /// - Returns: whether it was new.
    mutating func take(_ receipt: GatewayReceipt, of row: DeliveryRow) throws -> Bool {
        let row = try provenTaken(row)
        let mark = "\(row.id) \(receipt.status)"
        let known = try Int.fetchOne(
            db,
            cached: "SELECT 1 FROM event WHERE source = \(ReceiptTaking.source) AND ext_id = \(mark)")
        guard known == nil, let meaning = receipt.meaning else { return false }
        // What is told in another order than it happened takes nothing back.
        if meaning == .delayed, row.state != .accepted { return false }
        try learn(meaning, of: row, receipt.detail, mark: mark)
        return true
    }

    /// A gateway that tells of a message has it, whatever it answered: it is not sent again.
    private mutating func provenTaken(_ row: DeliveryRow) throws -> DeliveryRow {
        guard [.unknown, .queued, .deferred].contains(row.state) else { return row }
        try Unknowns.accept(row, because: "known from its receipt", &self)
        return try delivery(row.id) ?? row
    }

    /// What a gateway told before its own answer was recorded.
    mutating func takeKeptReceipts(of delivery: Int64) throws {
        let kept = try SQLRow.fetchAll(
            db,
            cached: "SELECT status, answer FROM gateway_receipt WHERE delivery = \(delivery) ORDER BY id")
        guard !kept.isEmpty else { return }
        for receipt in kept {
            guard let row = try self.delivery(delivery), !ErasedKey.isAlias(row.address) else { continue }
            _ = try take(GatewayReceipt(status: receipt[0], answer: receipt[1]), of: row)
        }
        try db.execute("DELETE FROM gateway_receipt WHERE delivery = \(delivery)")
    }
}
