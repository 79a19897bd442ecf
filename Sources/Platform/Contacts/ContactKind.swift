package import ServiceCore

/// What can be done with the contacts of the embedded platform.
struct ContactKind: Sendable {
    let context: PlatformContext
    private let counts = ContactCounts()

    init(_ context: PlatformContext) { self.context = context }

    var table: ContactTable { ContactTable(connection: context.connection) }

    func operations() -> ResourceOperations<Contact> {
        ResourceOperations(
            list: listing(), find: context.store.reading(table.find(byKey:in:)),
            create: creation, update: change, delete: deletion, actions: actions)
    }

    /// Windows over any number of contacts; see `ContactWindow` for how.
    func listing() -> Listing<Contact> {
        let (store, connection, counts) = (context.store, context.connection, counts)
        return Listing(
            sortable: [ContactOrder.standard]
                + ContactOrder.Key.allCases.map { RowOrder($0.rawValue) }.filter {
                    $0 != ContactOrder.standard
                },
            unsortable: Self.unsortable,
            count: store.reading { filter, db in
                let order = try ContactOrder(nil)
                return try ContactWindow(filter, order, connection: connection, counts: counts, in: db)
                    .count()
            },
            page: store.reading { request, db in
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

    /// Why the other columns have no order of their own.
    private static let unsortable: [FieldID: String] = {
        let special = [
            "groups": "a contact is in many groups; filter with groups:NAME",
            "account": "contacts of one account are shown with account:NAME",
            "numid": "numbers belong to one account each; sort by created, which is their order",
        ]
        let plain =
            "only \(ContactOrder.Key.allCases.map(\.rawValue).joined(separator: ", ")) are kept in order for a million contacts"
        let others = Contact.fields.map(\.description.id).filter { ContactOrder.Key(rawValue: $0) == nil }
        return Dictionary(uniqueKeysWithValues: others.map { ($0, special[$0] ?? plain) })
    }()
}

extension Contact: Revisioned {}
