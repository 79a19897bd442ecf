import FoundationEssentials
import ServiceCore
import ViewModels

/// `KIND list`: the rows of every connection that serves the kind, as one list.
struct RowListing {
    var search = ""
    var limit: Int?
    /// A field, with `-` before it for descending.
    var sort: String?
    var columns: [String] = []
    var format = OutputFormat.table
    /// That of the times in the filter and in a table.
    var zone = WallZone.utc
    /// Filters that the board keeps, by the names that `filter:` calls them.
    var kept: [String: String] = [:]

    func run(_ access: KindAccess, _ console: Console) async throws(ServiceError) {
        let schema = try access.schema()
        let served = try access.served()
        var parser = FilterParser(
            schema: schema, now: console.now(), zone: zone,
            takesOwnWords: served.contains { $0.connection.isHosted })
        parser.kept = kept
        let filter = try parser.parse(search)
        guard served.contains(where: { Self.tells($0.operations.operations, filter) }) else {
            let canFind = try access.served().contains { $0.operations.operations.find != nil }
            throw unlistable(schema, canFind: canFind)
        }
        var writer = try makeWriter(schema, console.output, isMerged: served.count > 1)
        let notes = ListNotes(console)
        let order = try order(schema, served)
        var merged = MergedRowWriting(by: order, limit: limit, isAlone: served.count == 1)
        var failures: [ServiceError] = []
        for (connection, operations) in served where !merged.isFull {
            let listing = ConnectionListing(
                connection: connection, operations: operations, filter: filter,
                order: try self.order(operations.operations.list, schema) ?? order?.among(operations),
                limit: limit)
            do throws(ServiceError) {
                let isInOrder = try await listing.run(to: notes) { rows throws(ServiceError) in
                    try merged.take(rows) { rows throws(ServiceError) in try writer.write(rows) }
                }
                if !isInOrder { merged.isSorted = false }
            } catch {
                // One platform that fails hides nobody's rows; it is told at the end.
                if error.code == .cancelled || error.code == .storage { throw error }
                failures.append(error)
            }
        }
        try merged.finish { rows throws(ServiceError) in try writer.write(rows) }
        if let order, served.count > 1, !merged.isSorted {
            notes.tell(
                "The \(schema.words.plural) come one connection after the other, not by \(order.field).")
        }
        if filter.isEmpty, limit == nil { tellUnlisted(access.kind, served, notes) }
        notes.finish()
        try writer.finish()
        try console.output.flush()
        if format == .table, failures.isEmpty { try sayCount(merged.written, schema.words, console) }
        for failure in failures.dropFirst() { notes.tell(failure) }
        if let failure = failures.first { throw failure }
    }

    /// Tells what was made and stands in no list that has all rows.
    private func tellUnlisted(_ kind: ResourceKind, _ served: [KindAccess.Served], _ notes: ListNotes) {
        for (connection, operations) in served {
            guard let list = operations.operations.list, list.gathering?.part == nil else { continue }
            for sentence in connection.unlisted?(kind) ?? [] { notes.tell(sentence) }
        }
    }

    /// The one order of all rows: the one asked for, else that of the first connection that lists any.
    private func order(
        _ schema: ResourceSchema, _ served: [KindAccess.Served]
    ) throws(ServiceError) -> RowOrder? {
        let first = served.lazy.compactMap(\.operations.operations.list).first
        return try order(first, schema) ?? first?.sortable.first
    }

    /// Whether a connection has rows to tell: it lists some, or can look up the one that is asked for.
    private static func tells(_ operations: ResourceOperations<Row>, _ filter: Filter) -> Bool {
        operations.list != nil || (operations.find != nil && filter.soleText != nil)
    }

    private func order(
        _ listing: Listing<Row>?, _ schema: ResourceSchema
    ) throws(ServiceError) -> RowOrder? {
        guard let sort, let listing else { return nil }
        return try Self.order(sort, listing, schema)
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
        case .csv: CSVRowWriter(output: output, fields: fields ?? RowCSV.fields(of: schema))
        }
    }

    /// Tells people, not pipes, how many rows there were.
    private func sayCount(_ count: Int, _ words: ResourceWords, _ console: Console) throws(ServiceError) {
        guard count == 0 || (console.output.isTerminal && console.errors.isTerminal) else { return }
        let rows = count == 0 ? "no \(words.plural)" : NumberText.counted(count, words.singular, words.plural)
        try console.errors.line(count == limit ? "\(rows) (--limit \(count))" : rows)
    }

    private func unlistable(_ schema: ResourceSchema, canFind: Bool) -> ServiceError {
        ServiceError(
            .unsupported, "\(schema.words.plural.capitalizedFirst) cannot be listed, only looked up.",
            hint: canFind ? "sendboard \(schema.kind.commandName) show ID" : nil)
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

extension RowOrder {
    /// The same where these rows can be had in it; nil takes their own.
    fileprivate func among(_ operations: RowOperations) -> RowOrder? {
        let isThere = operations.operations.list?.sortable.contains { $0.field == field } ?? false
        return isThere ? self : nil
    }
}
