import ServiceCore
import Store

extension BulkLoading {
    /// Fewer have the indices kept up row by row.
    static let fewestContacts = 50_000

    /// - Parameters:
    ///   - least: how many rows it is worth it for, where they are no fewer than all others.
    ///   - areGoing: whether the rows are there already, and go.
    ///   - hasPhones: whether rows are looked up by their numbers, for which one index stays.
    static func contacts(
        _ context: PlatformContext, from least: Int, areGoing: Bool = false, hasPhones: Bool,
        watch: ListWatch = ListWatch()
    ) -> BulkLoading {
        let store = context.store
        return BulkLoading(
            begin: { count async throws(ServiceError) in
                guard count >= least else { return false }
                return try await store.write { db in
                    let all = try Int.fetchOne(db, "SELECT count(*) FROM contact") ?? 0
                    let others = areGoing ? all - count : all
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
