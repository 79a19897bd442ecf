/// One kind of row over every connection that serves it, as one pane shows them.
package struct MergedKind: Sendable {
    package let schema: ResourceSchema
    /// In the order of the workspace.
    package let members: [Member]
    /// All their rows as one list; nil where no connection lists any.
    package let list: Listing<Row>?
    /// The rows that are read whole and must be gathered by whoever shows them.
    package let gathered: [GatheredRows]
    private let paged: Listing<Row>?

    /// What one connection can do with the kind.
    package struct Member: Sendable {
        package let connection: Connection
        package let operations: ResourceOperations<Row>
    }

    /// Nil where no connection serves the kind.
    ///
    /// - Parameter kept: rows gathered before, which need not be read again.
    package init?(_ kind: ResourceKind, of connections: [Connection], keeping kept: [GatheredRows] = []) {
        let serving = connections.compactMap { connection in
            connection.resources[kind].map { (connection, $0) }
        }
        guard let schema = serving.first?.1.schema else { return nil }
        self.schema = schema
        members = serving.map { Member(connection: $0, operations: $1.operations) }
        let paged = members.first { $0.operations.list.map { $0.gathering == nil } ?? false }
        gathered = members.filter { $0.connection.id != paged?.connection.id }.compactMap { member in
            kept.first { $0.connection == member.connection.id } ?? member.gathered
        }
        self.paged = paged?.operations.list
        let order = members.lazy.compactMap { $0.operations.list?.sortable.first }.first
        guard let order else {
            list = nil
            return
        }
        let merged = MergedRows(paged: paged?.operations.list, gathered: gathered, order: order)
        list = gathered.isEmpty ? paged?.operations.list : merged.listing(schema)
    }

    /// What the connection of a row can do with it.
    package func operations(for id: ResourceID) -> ResourceOperations<Row>? {
        members.first { $0.connection.id == id.connection }?.operations
    }

    /// Every row that can be told at once: those of one source that is asked now, and what is at hand of the others.
    package func everyRow() async throws(ServiceError) -> (rows: [Row], isCapped: Bool) {
        let atHand = gathered.map(\.contents)
        let isCapped = atHand.contains(where: \.isCapped)
        guard let paged else { return (atHand.flatMap(\.rows), isCapped) }
        if let all = paged.all { return (try await all() + atHand.flatMap(\.rows), isCapped) }
        let page = try await paged.page(ListRequest(limit: Gathering<Row>.defaultCap))
        return (page.items + atHand.flatMap(\.rows), isCapped || page.hasMore)
    }

    /// The members that may know rows by their key which they do not list.
    package var lookups: [Member] {
        members.filter { member in
            member.operations.find != nil && gathered.contains { $0.connection == member.connection.id }
        }
    }
}

extension MergedKind.Member {
    /// The rows of a connection that are kept at hand; nil where it neither lists nor finds any.
    fileprivate var gathered: GatheredRows? {
        if let gathering = operations.list?.gathering {
            return GatheredRows(connection.id, gathering, find: operations.find)
        }
        if let list = operations.list {
            // A second listing that gives windows is read like one that does not.
            return GatheredRows(
                connection.id,
                Gathering { filter async throws(ServiceError) in
                    try await list.page(ListRequest(filter: filter, limit: Gathering<Row>.defaultCap)).items
                }, find: operations.find)
        }
        guard let find = operations.find else { return nil }
        return GatheredRows(connection.id, Gathering { _ in [] }, find: find)
    }
}
