import ServiceCore
import Store

/// What one transaction spends and gives back of reserved SMS credits.
///
/// The ledger's `delta` changes the balance for every kind but `spend`, which only says what became of credits
/// that `reserve` had taken: balance = grants + reserves + releases.
struct CreditDeltas {
    private var entries: [Key: Int] = [:]

    private struct Key: Hashable {
        let account: Int64
        let campaign: Int64?
        let kind: String
    }

    mutating func spend(_ row: DeliveryRow) { add("spend", row, -row.parts) }

    /// What does not go out gives its credits back, unless every message of its launch is charged.
    mutating func release(_ row: DeliveryRow) {
        if row.isAlwaysCharged { spend(row) } else { add("release", row, row.parts) }
    }

    mutating func release(_ credits: Int, account: Int64, campaign: Int64?) {
        guard credits != 0 else { return }
        entries[Key(account: account, campaign: campaign, kind: "release"), default: 0] += credits
    }

    private mutating func add(_ kind: String, _ row: DeliveryRow, _ credits: Int) {
        guard row.channel == .sms else { return }
        entries[Key(account: row.account, campaign: row.campaign, kind: kind), default: 0] += credits
    }

    func write(to db: WriteTransaction, at time: Int64) throws {
        for (key, credits) in entries {
            try SMSLedger.book(
                credits, key.kind, account: key.account, campaign: key.campaign, at: time, in: db)
        }
    }
}
