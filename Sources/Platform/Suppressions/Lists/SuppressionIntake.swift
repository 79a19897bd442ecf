import ServiceCore
import Store

extension SuppressionKind {
    /// Takes lists of addresses in, in the forms of other senders too.
    var intake: ListIntake {
        ListIntake(
            fields: .suppression,
            owners: { () async throws(ServiceError) in
                try await context.store.read { db in try AccountQueries.usernames(in: db) }
                    + [SuppressionCondition.allAccounts]
            },
            look: { file, order, watch async throws(ServiceError) in
                let (run, portions) = try await open(file, order, watch)
                return try await run.look(portions)
            },
            take: { file, order, watch async throws(ServiceError) in
                let (run, portions) = try await open(file, order, watch)
                return try await run.take(portions, named: file.name)
            })
    }

    private func open(
        _ file: ListFile, _ order: ListOrder, _ watch: ListWatch
    ) async throws(ServiceError) -> (ListRun<SuppressionListRows>, ListPortions<SuppressionListRows>) {
        let reader = try ListReader(file, order.format)
        let form = SuppressionListForm.of(reader.headings)
        let columns = try ListColumns(
            reader, .suppression, wishes: (form?.wishes ?? []) + order.wishes)
        let everybody = SuppressionCondition.allAccounts
        let owner =
            order.owner == everybody
            ? nil : try await context.store.read { db in try ListOwner(order.owner, in: db) }
        let rows = SuppressionListRows(
            account: owner?.id, queries: queries, telling: telling,
            reason: order.reason ?? form?.reasons.first ?? .manual)
        var report = ListReport(columns: columns, writing: reader.writing)
        (report.owner, report.form) = (owner?.name ?? everybody, form?.title)
        let run = ListRun(context: context, rows: rows, reverting: SuppressionListReverting(telling: telling))
        return (run, ListPortions(rows, reader, report, watch))
    }
}
