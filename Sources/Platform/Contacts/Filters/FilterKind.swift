package import ServiceCore

/// What can be done with the saved contact filters of the embedded platform.
struct FilterKind: Sendable {
    let kind: OwnedKind<ContactFilter>

    init(_ context: PlatformContext) {
        kind = OwnedKind(context: context, table: FilterQueries.table(context.connection))
    }

    func operations() -> ResourceOperations<ContactFilter> {
        let (clock, own) = (kind.context.clock, kind.context.options.zone.name)
        var form = PlainForm(
            blank: ContactFilter(
                id: ResourceID(kind.context.connection, .filter, ""), account: "", name: "", expression: ""),
            "name", "expression", "zone")
        form.lines["zone"].show = { $0.zone ?? own }
        form.check = { values, filter throws(ServiceError) in
            let zone = WallZone(named: filter.zone ?? own) ?? .utc
            filter.zone = zone.name
            // One that was saved is not read anew where its words and their zone stay.
            guard values["expression"] != nil || values["zone"] != nil || filter.id.native.isEmpty else {
                return
            }
            filter.expression = try Self.checked(
                filter.expression, FilterParser(schema: Self.contacts, now: clock(), zone: zone))
        }
        form.uniqueField = "name"
        var operations = kind.operations(sort: RowOrder("name"), form: form)
        operations.delete = deletion
        return operations
    }

    private var deletion: Deletion<ContactFilter> {
        Deletion(restoration: { _ in .kept(days: DeletedRows.keptDays) }) {
            ids async throws(ServiceError) in
            try await kind.editor.delete(ids) { session, filter in
                try kind.context.later.refuseDeletion(
                    ofAudience: filter.id, filter.name, account: filter.account, in: session.database)
            }
        }
    }

    private static let contacts = ResourceSchema(of: Contact.self)

    /// The expression as typed, once the filter grammar has taken it.
    private static func checked(_ text: String, _ parser: FilterParser) throws(ServiceError) -> String {
        do {
            _ = try parser.parse(text)
            return text
        } catch {
            var fault = error
            fault.field = "expression"
            throw fault
        }
    }
}

extension Tenant {
    package var filters: TenantRows<ContactFilter> {
        let kind = FilterKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}

extension ContactFilter: Revisioned {}
