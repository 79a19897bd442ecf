import ArgumentParser
import ServiceCore
import ViewModels

/// `history KIND ROW`: the board's `H`.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Tells who changed a row, when and from what to what.",
        discussion: """
            The entries of the audit trail of this row, newest first, whoever made them and on whatever console. A row that \
            is gone is known by the name that it had.
            """)

    @OptionGroup var row: RowOfKind

    @Option(help: "At most this many entries.")
    var limit = WholeNumber(value: 200)

    @Option(help: "How the entries are written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (kind, key, limit, format) = (try row.kind, row.key, limit.value, format)
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            let reading = TrailReading(session: session)
            let entries = try await reading.history(of: key, kind, limit: limit)
            try reading.write(entries, format)
        }
    }
}

/// A kind and one of its rows, as a command that is no verb of the kind takes them.
struct RowOfKind: ParsableArguments {
    @Argument(help: "What kind of row: contact, campaign, account …")
    var name: String

    @Argument(help: ArgumentHelp("Its id, or the name a person knows it by.", valueName: "row"))
    var key: String

    /// - Throws: `.invalid` for a kind that there is not, with the nearest.
    var kind: ResourceKind {
        get throws(ServiceError) {
            let kinds = PaneRegistry.kinds
            if let kind = kinds.first(where: { $0.commandName == name }) { return kind }
            throw ServiceError(
                .invalid, "There is no kind “\(name)”.",
                hint: NearestName.hint(for: name, among: kinds.map(\.commandName), else: "Kinds"))
        }
    }
}

/// Reads and writes what the trail has.
struct TrailReading {
    let session: Session

    /// - Throws: `.notFound` where there is no such row, and the trail knows none of that name.
    func history(
        of key: String, _ kind: ResourceKind, limit: Int
    ) async throws(ServiceError) -> [AuditEntry] {
        let trail = try session.workspace.kept
        do throws(ServiceError) {
            let found = try await session.access(kind).find(key)
            let entries = try await trail.entries(TrailRequest(.row(found.row.id), limit: limit))
            // What was done under the same name at another place was done to another's row.
            return entries.filter { $0.place == found.connection.place }
        } catch {
            guard error.code == .notFound || error.code == .unsupported else { throw error }
            let entries = try await trail.entries(TrailRequest(.called(key, kind), limit: limit))
            if entries.isEmpty { throw error }
            return entries
        }
    }

    func write(_ entries: [AuditEntry], _ format: OutputFormat) throws(ServiceError) {
        let (output, schema) = (session.console.output, AuditEntry.schema)
        var writer: any RowWriter
        switch format {
        case .table:
            let columns = try TableColumn.named(["time", "who", "what", "changes", "undone_by"], in: schema)
            writer = TableRowWriter(output: output, columns: columns, zone: session.settings.zone)
        case .json: writer = JSONRowWriter(output: output, fields: nil)
        case .csv: writer = CSVRowWriter(output: output, fields: RowCSV.fields(of: schema))
        }
        try writer.write(entries.map { Row($0) })
        try writer.finish()
        try output.flush()
    }
}

extension Workspace {
    /// - Throws: `.unsupported` where the trail is kept nowhere.
    var kept: TrailReader {
        get throws(ServiceError) {
            if let trail { return trail }
            throw ServiceError(.unsupported, "No audit trail is kept here.")
        }
    }
}
