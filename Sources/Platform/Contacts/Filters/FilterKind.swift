import FoundationEssentials
package import ServiceCore
import Store

extension ContactFilter: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<ContactFilter> {
        OwnedTable(
            name: "saved_filter", connection: context.connection, identity: .key,
            blank: { ContactFilter(id: $0, account: $1, name: "", expression: "") },
            columns: [
                .edited("name", \.name), .edited("query", \.expression), .edited("zone", \.zone),
                .shown("created_at", \.created),
            ])
    }
}

/// What can be done with the saved contact filters of the embedded platform.
extension OwnedKind<ContactFilter> {
    func operations() -> ResourceOperations<ContactFilter> {
        let (clock, own, later) = (context.clock, context.options.zone.name, context.later)
        var form = OwnedForm<ContactFilter>("name", "expression", "zone")
        form.lines["zone"].show = { $0.zone ?? own }
        form.check = { values, filter throws(ServiceError) in
            let zone = WallZone(named: filter.zone ?? own) ?? .utc
            filter.zone = zone.name
            // One that was saved is not read anew where its words and their zone stay.
            guard values["expression"] != nil || values["zone"] != nil || filter.id.native.isEmpty else {
                return
            }
            try Self.check(filter.expression, FilterParser(schema: Contact.schema, now: clock(), zone: zone))
        }
        form.checkDeletion = { session, filter in
            try later.refuseDeletion(
                ofAudience: filter.id, filter.name, account: filter.account, in: session.database)
        }
        return operations(form)
    }

    /// - Throws: what the filter grammar says of an expression.
    private static func check(_ text: String, _ parser: FilterParser) throws(ServiceError) {
        do {
            _ = try parser.parse(text)
        } catch {
            var fault = error
            fault.field = "expression"
            throw fault
        }
    }
}

extension Tenant {
    package var filters: TenantRows<ContactFilter> { TenantRows(self) { $0.operations() } }
}

/// A saved filter as an SQL condition on `contact c`, in the words that the contacts pane takes.
struct FilterCondition {
    let sql: SQL

    /// Its dates are those of the zone that it was saved in, so that it means the same to every process.
    ///
    /// - Throws: `.invalid` for a filter that cannot be read or asks for what no contact has.
    init(_ query: String, zone name: String?, in db: ReadTransaction, now: Date = Date()) throws {
        let zone = name.flatMap(WallZone.init(named:)) ?? .utc
        let parser = FilterParser(schema: ResourceSchema(of: Contact.self), now: now, zone: zone)
        let filter = try parser.parse(query)
        sql = try ContactFields(db: db, connection: "embedded").compiler.condition(filter)
    }
}

enum FilterZones {
    /// Saved filters keep the zone of their dates; those of before were read in UTC, whoever asked.
    static func add(_ db: WriteTransaction) throws {
        try db.execute("ALTER TABLE saved_filter ADD COLUMN zone TEXT NOT NULL DEFAULT 'UTC'")
    }
}
