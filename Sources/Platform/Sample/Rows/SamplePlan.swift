import ServiceCore
import Store

/// What sample data consists of and the order in which it is written.
struct SamplePlan: Sendable {
    let contacts: Int
    let seed: Int
    let now: Int64
    let vault: Vault

    /// Before anything is marked: a folder that is in use must never be taken for one that demo made.
    static func requireEmpty(_ store: PlatformStore) async throws(ServiceError) {
        let isUsed = try await store.read { db in
            try Bool.fetchOne(db, "SELECT EXISTS (SELECT 1 FROM account)")
        }
        guard isUsed == true else { return }
        throw ServiceError(
            .refused, "There are accounts already; sample data goes into an empty platform alone.",
            hint: "Name another folder with --data-dir.")
    }

    func write(in db: WriteTransaction, _ report: @escaping (SampleProgress) -> Void) throws {
        var accounts: [Int64] = []
        try db.transaction {
            accounts = try SampleAccounts(plan: self).insert(in: db)
        }
        let people = SampleContacts(
            slots: SampleAccounts.slots.map { accounts[$0] }, seed: seed, now: now)
        let load = SampleLoad(contacts: people, count: contacts, report: report)
        try load.run(in: db)
        report(SampleProgress(.campaigns))
        let scene = SampleScene(accounts: accounts, seed: seed, now: now, vault: vault)
        try db.transaction {
            try fill(scene, in: db)
        }
        try load.finish(in: db)
    }

    /// Everything around the contacts, while their triggers and orders are taken down.
    private func fill(_ scene: SampleScene, in db: WriteTransaction) throws {
        try SampleEvents.prepare(in: db)
        try SampleSenders(scene: scene).insert(in: db)
        try SampleUsers(scene: scene).insert(in: db)
        try SampleTexts(scene: scene).insert(in: db)
        try SamplePeople(scene: scene).ageInvalidity(in: db)
        try SampleGroups(scene: scene).insert(in: db)
        try SampleSuppressions(scene: scene).insert(in: db)
        try SamplePeople(scene: scene).insertInvalidations(in: db)
        try SamplePeople(scene: scene).insertReversals(in: db)
        try SampleCampaigns(scene: scene).insert(in: db)
        try SampleEvents.write(in: db)
        try SampleAudit(scene: scene).insert(in: db)
        try SampleHistory(now: now, seed: seed).save(in: db)
    }
}

extension PlatformStore {
    /// Writes without waiting for the disk, and forces all of it there at the end.
    ///
    /// For data that is made again when a crash cuts it off, and whose references are right by its making.
    func writeRelaxed<T: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws(ServiceError) -> T {
        try refuseIfUnwritable()
        do {
            return try await pool.writeRelaxed(cacheKiB: 16_000, body)
        } catch {
            throw ServiceError(storing: error, in: directory.files)
        }
    }
}

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
