import ServiceCore
import Store

extension ContactKind {
    /// Takes lists of contacts in, for one account each.
    var intake: ListIntake { intake(loadingFrom: 50_000) }

    /// - Parameter count: so many rows have the indices built once, at the end, where nobody sends.
    func intake(loadingFrom count: Int) -> ListIntake {
        ListIntake(
            fields: .contact,
            owners: { () async throws(ServiceError) in
                try await context.store.read { db in try AccountQueries.usernames(in: db) }
            },
            look: { file, order, watch async throws(ServiceError) in
                let (run, portions) = try await open(file, order, watch, loadingFrom: count)
                return try await run.look(portions)
            },
            take: { file, order, watch async throws(ServiceError) in
                let (run, portions) = try await open(file, order, watch, loadingFrom: count)
                return try await run.take(portions, named: file.name)
            })
    }

    private func open(
        _ file: ListFile, _ order: ListOrder, _ watch: ListWatch, loadingFrom count: Int
    ) async throws(ServiceError) -> (ListRun<ContactListRows>, ListPortions<ContactListRows>) {
        let reader = try ListReader(file, order.format)
        let columns = try ListColumns(
            reader, .contact, wishes: order.wishes, takesOthers: order.takesOthers)
        let owner = try await context.store.read { db in try ListOwner(order.owner, in: db) }
        let rows = ContactListRows(connection: context.connection, owner: owner.id)
        var report = ListReport(columns: columns, writing: reader.writing)
        report.owner = owner.name
        let loading = BulkLoading.contacts(
            context, from: count, hasPhones: columns.targets.contains(.field("phone")), watch: watch)
        let run = ListRun(
            context: context, rows: rows, reverting: ContactListReverting(), loading: loading)
        return (run, ListPortions(rows, reader, report, watch))
    }
}

extension BulkLoading {
    /// - Parameters:
    ///   - least: below that the indices are kept up row by row.
    ///   - hasPhones: whether rows are looked up by their numbers, for which one index stays.
    fileprivate static func contacts(
        _ context: PlatformContext, from least: Int, hasPhones: Bool, watch: ListWatch
    ) -> BulkLoading {
        let store = context.store
        return BulkLoading(
            begin: { count async throws(ServiceError) in
                guard count >= least else { return false }
                return try await store.write { db in
                    let others = try Int.fetchOne(db, "SELECT count(*) FROM contact") ?? 0
                    guard others <= count, try !context.later.isSending(db) else { return false }
                    try BulkLoad.begin(db, owner: .own)
                    if hasPhones { try db.execute(SQL(text: ContactIndices.phone.create)) }
                    return true
                }
            },
            finish: { () async throws(ServiceError) in
                let mine = try await store.read { db in try MetaKey.bulkLoad.value(in: db) }
                guard mine == ProcessMark.own.text else { return }
                for (place, step) in BulkLoad.steps(isShared: true).enumerated() {
                    watch.progress(.indices(place, of: BulkLoad.steps(isShared: true).count))
                    try await store.write { db in try step(db) }
                }
            })
    }
}
