import ServiceCore

/// `KIND show`: one row, whole.
struct RowShowing {
    let format: OutputFormat
    var zone = WallZone.utc

    func run(_ key: String, _ access: KindAccess, _ console: Console) async throws(ServiceError) {
        try write(try await access.find(key).row, console.output)
    }

    func write(_ row: Row, _ output: Output) throws(ServiceError) {
        switch format {
        case .table: try DetailWriter(output: output, zone: zone).write(row)
        case .json: try output.line(RowJSON.object(row))
        case .csv:
            var writer = CSVRowWriter(output: output, fields: row.schema.fields.map(\.id))
            try writer.write([row])
        }
        try output.flush()
    }
}
