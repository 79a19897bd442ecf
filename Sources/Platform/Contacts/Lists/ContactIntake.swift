import ServiceCore
import Store

extension ContactKind {
    /// Takes lists of contacts in, for one account each.
    var intake: ListIntake { intake(loadingFrom: BulkLoading.fewestContacts) }

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
            context: context, rows: rows, reverting: ContactListReverting(loadingFrom: count),
            loading: loading)
        return (run, ListPortions(rows, reader, report, watch))
    }
}
