import ServiceCore
import Store

/// The big part of the sample data: contacts, their indices and their search, each as fast as it goes.
struct SampleLoad {
    let contacts: SampleContacts
    let count: Int
    let report: (SampleProgress) -> Void

    func run(in db: WriteTransaction) throws {
        try db.transaction {
            try BulkLoad.begin(db)
            try db.execute("DROP INDEX IF EXISTS contact_account_email")
        }
        try insertContacts(in: db)
        report(SampleProgress(.indices))
        try db.transaction {
            try db.execute(SQL(text: ContactIndices.createUniqueEmail))
        }
    }

    /// Builds what `run` took down; what the rest of the sample writes must be there.
    func finish(in db: WriteTransaction) throws {
        try db.transaction {
            report(SampleProgress(.search))
            try BulkLoad.finish(db)
        }
    }

    private func insertContacts(in db: WriteTransaction) throws {
        try contacts.preparePools(in: db)
        defer { try? SampleContacts.dropPools(in: db) }
        let clock = ContinuousClock()
        let start = clock.now
        for from in stride(from: 0, to: count, by: SampleContacts.chunk) {
            let end = min(count, from + SampleContacts.chunk)
            try db.transaction {
                try contacts.insert(from: from, through: end - 1, in: db)
            }
            let seconds = (clock.now - start) / .seconds(1)
            report(
                SampleProgress(
                    .contacts, done: end, total: count, rate: Int(Double(end) / max(seconds, 0.001))))
        }
    }
}
