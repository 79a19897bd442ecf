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
            fields: { filter in
                [
                    FormField("name", "Name", value: filter.name, isRequired: true),
                    FormField(
                        "expression", "Expression", value: filter.expression, isRequired: true,
                        help: "As after / in contacts: groups:clientes since:90d -whitelisted:yes"),
                    FormField(
                        "zone", "Times in", value: filter.zone ?? own,
                        help: "The zone of the dates in the expression, whoever uses it."),
                ]
            },
            read: { values, filter throws(ServiceError) in
                if filter.name.isEmpty || values["name"] != nil {
                    filter.name = try values.requiredLine("name", "The name", limit: 200)
                }
                let zone = try Self.zone(values.text("zone") ?? filter.zone ?? own)
                filter.zone = zone.name
                if filter.expression.isEmpty || values["expression"] != nil || values["zone"] != nil {
                    var values = values
                    values["expression"] = values["expression"] ?? filter.expression
                    let text = try values.requiredLine("expression", "The expression", limit: 4096)
                    filter.expression = try Self.checked(
                        text, FilterParser(schema: Self.contacts, now: clock(), zone: zone))
                }
            })
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

    private static func zone(_ name: String) throws(ServiceError) -> WallZone {
        if let zone = WallZone(named: name) { return zone }
        throw ServiceError(
            .invalid, "There is no time zone “\(name)”.", hint: WallZone.hint(for: name), field: "zone")
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
