package import ServiceCore

/// What can be done with the contacts of the embedded platform.
struct ContactKind: Sendable {
    let context: PlatformContext
    private let counts = ContactCounts()

    var table: ContactTable { ContactTable(connection: context.connection) }

    func operations() -> ResourceOperations<Contact> {
        ResourceOperations(
            list: listing(), find: context.store.reading(table.find(byKey:in:)),
            create: creation, update: change, delete: deletion, actions: actions,
            intake: intake)
    }

    /// Windows over any number of contacts; see `ContactWindow` for how.
    func listing() -> Listing<Contact> {
        let (connection, counts) = (context.connection, counts)
        let sortable = ContactOrder.Key.allCases.map { RowOrder($0.rawValue) }
        return .stored(
            context.store,
            sortable: [ContactOrder.standard] + sortable.filter { $0 != ContactOrder.standard },
            otherwise: {
                Self.unsortable[$0]
                    ?? "only \(sortable.map(\.field).joined(separator: ", ")) are kept in order for a million contacts"
            },
            count: { filter, db in
                let order = try ContactOrder(nil)
                return try ContactWindow(filter, order, connection: connection, counts: counts, in: db)
                    .count()
            },
            page: { request, db in
                let order = try ContactOrder(request.sort)
                let window = try ContactWindow(
                    request.filter, order, connection: connection, counts: counts, in: db)
                let page = try window.page(request.position, limit: request.limit)
                let rows = ContactRows(db: db, connection: connection)
                return ListPage(
                    try rows.contacts(page.ids), offset: page.offset, total: page.total,
                    hasMore: page.hasMore)
            })
    }

    /// Why some of the other columns have no order of their own.
    private static let unsortable: [FieldID: String] = [
        "groups": "a contact is in many groups; filter with groups:NAME",
        "account": "contacts of one account are shown with account:NAME",
        "numid": "numbers belong to one account each; sort by created, which is their order",
    ]
}

extension Contact: Revisioned {}
