import GRDB
import ServiceCore

/// What sample data consists of and the order in which it is written.
struct SamplePlan: Sendable {
    let contacts: Int
    let seed: Int
    let now: Int64
    let vault: Vault

    func write(in db: Database, _ report: @escaping (SampleProgress) -> Void) throws {
        if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM account)") == true {
            throw ServiceError(
                .refused, "There are accounts already; sample data goes into an empty platform alone.",
                hint: "Name another folder with --data-dir.")
        }
        var accounts: [Int64] = []
        try db.inTransaction {
            accounts = try SampleAccounts(plan: self).insert(in: db)
            return .commit
        }
        let people = SampleContacts(
            slots: SampleAccounts.slots.map { accounts[$0] }, seed: seed, now: now)
        let load = SampleLoad(contacts: people, count: contacts, report: report)
        try load.run(in: db)
        try load.finish(in: db)
        try db.inTransaction {
            try SampleSetup(plan: self, accounts: accounts).insert(in: db)
            return .commit
        }
    }
}
