import ServiceCore

/// `KIND show`: one row, whole.
struct RowShowing {
    let format: OutputFormat
    var zone = WallZone.utc

    func run(_ key: String, _ access: KindAccess, _ console: Console) async throws(ServiceError) {
        let found = try await access.find(key)
        try write(found.row, isHosted: found.connection.isHosted, console.output)
    }

    func write(_ row: Row, isHosted: Bool = false, _ output: Output) throws(ServiceError) {
        switch format {
        case .table: try DetailWriter(output: output, zone: zone).write(row, isHosted: isHosted)
        case .json: try output.line(RowJSON.object(row))
        case .csv:
            var writer = CSVRowWriter(output: output, fields: RowCSV.fields(of: row.schema))
            try writer.write([row])
        }
        try output.flush()
    }
}
