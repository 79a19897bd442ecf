import FoundationEssentials
import ServiceCore
import ViewModels

/// `KIND list`: the rows of every connection that serves the kind, one connection after the other.
struct RowListing {
    var search = ""
    var limit: Int?
    /// A field, with `-` before it for descending.
    var sort: String?
    var columns: [String] = []
    var format = OutputFormat.table
    /// That of the times in the filter and in a table.
    var zone = WallZone.utc

    func run(_ access: KindAccess, _ console: Console) async throws(ServiceError) {
        let schema = try access.schema()
        let parser = FilterParser(
            schema: schema, now: console.now(), zone: zone,
            takesOwnWords: try access.served().contains { $0.connection.isHosted })
        let filter = try parser.parse(search)
        guard try access.served().contains(where: { $0.operations.operations.list != nil }) else {
            throw unlistable(schema)
        }
        var writer = try makeWriter(schema, console.output, isMerged: access.served().count > 1)
        var left = limit
        var count = 0
        var failure: ServiceError?
        for (_, operations) in try access.served() {
            guard let listing = operations.operations.list else { continue }
            let order = try sort.map { text throws(ServiceError) in try Self.order(text, listing, schema) }
            var pages = RowPages(listing, filter: filter, sort: order, limit: left)
            do throws(ServiceError) {
                while let rows = try await pages.next() { try writer.write(rows) }
            } catch {
                // One platform that fails hides nobody's rows; it is told at the end.
                if error.code == .cancelled || error.code == .storage { throw error }
                failure = failure ?? error
            }
            count += pages.written
            left = left.map { $0 - pages.written }
        }
        try writer.finish()
        try console.output.flush()
        if format == .table, failure == nil { try sayCount(count, schema.words, console) }
        if let failure { throw failure }
    }

    private func makeWriter(
        _ schema: ResourceSchema, _ output: Output, isMerged: Bool
    ) throws(ServiceError) -> any RowWriter {
        let chosen = try TableColumn.named(columns, in: schema)
        let fields = chosen.isEmpty ? nil : chosen.map(\.field)
        return switch format {
        case .table:
            TableRowWriter(
                output: output,
                columns: chosen.isEmpty ? TableColumn.shown(for: schema) : chosen, isMerged: isMerged,
                zone: zone)
        case .json: JSONRowWriter(output: output, fields: fields)
        case .csv: CSVRowWriter(output: output, fields: fields ?? schema.fields.map(\.id))
        }
    }

    /// Tells people, not pipes, how many rows there were.
    private func sayCount(_ count: Int, _ words: ResourceWords, _ console: Console) throws(ServiceError) {
        guard count == 0 || (console.output.isTerminal && console.errors.isTerminal) else { return }
        let rows = count == 0 ? "no \(words.plural)" : NumberText.counted(count, words.singular, words.plural)
        try console.errors.line(count == limit ? "\(rows) (--limit \(count))" : rows)
    }

    private func unlistable(_ schema: ResourceSchema) -> ServiceError {
        ServiceError(
            .unsupported, "\(schema.words.plural.capitalizedFirst) cannot be listed, only looked up.",
            hint: "sendboard \(schema.kind.commandName) show ID")
    }

    /// - Throws: `.invalid` for a field that there is not; `.unsupported` with the reason for one that cannot be sorted.
    static func order(
        _ text: String, _ listing: Listing<Row>, _ schema: ResourceSchema
    ) throws(ServiceError) -> RowOrder {
        let isDescending = text.hasPrefix("-")
        let name = text.drop { $0 == "-" || $0 == "+" }
        let field = try schema.field(named: String(name))
        guard listing.sortable.contains(where: { $0.field == field.id }) else {
            let reason = listing.unsortable[field.id].map { ": \($0)" } ?? ""
            throw ServiceError(
                .unsupported,
                "\(schema.words.plural.capitalizedFirst) cannot be sorted by \(field.id)\(reason).",
                hint: "Sort by: \(listing.sortable.map(\.field).joined(separator: ", ")).")
        }
        return RowOrder(field.id, ascending: !isDescending)
    }
}
