import ServiceCore
import Terminal

/// A small table that is no resource's: themes, connections, keys.
struct TextTable {
    /// Snake-case names; the heads are made from them.
    let fields: [String]
    let lines: [[String]]

    func write(_ format: OutputFormat, _ output: Output) throws(ServiceError) {
        switch format {
        case .json:
            let objects = lines.map { line in
                RowJSON.object(zip(fields, line).map { ($0, RowJSON.quoted($1)) })
            }
            try output.line("[\n\(objects.joined(separator: ",\n"))\n]")
        case .csv:
            for line in [fields] + lines {
                try output.write(line.map(RowCSV.cell).joined(separator: ",") + "\r\n")
            }
        case .table: try writeAligned(output)
        }
        try output.flush()
    }

    private func writeAligned(_ output: Output) throws(ServiceError) {
        let heads = fields.map { SafeText($0.uppercased().replacing("_", with: " ")) }
        let cells = [heads] + lines.map { $0.map { SafeText($0) } }
        let widths = fields.indices.map { column in cells.map { $0[column].width }.max() ?? 0 }
        for line in cells {
            let padded = line.enumerated().map { $0 == line.count - 1 ? $1 : $1.padded(to: widths[$0]) }
            try output.line(padded.map(\.text).joined(separator: "  "))
        }
    }
}
