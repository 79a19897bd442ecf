import ServiceCore
import Terminal

/// CSV with a header line; on a terminal, what could steer it is replaced by visible signs.
struct CSVRowWriter: RowWriter {
    let output: Output
    let fields: [FieldID]
    private var hasHeader = false

    init(output: Output, fields: [FieldID]) {
        self.output = output
        self.fields = fields
    }

    mutating func write(_ rows: [Row]) throws(ServiceError) {
        if !hasHeader { try output.csv(RowCSV.header(fields)) }
        hasHeader = true
        for row in rows { try output.csv(RowCSV.line(row, fields: fields)) }
    }

    mutating func finish() throws(ServiceError) {
        if !hasHeader { try output.csv(RowCSV.header(fields)) }
    }
}

extension Output {
    /// Writes a line of CSV with its end.
    func csv(_ line: String) throws(ServiceError) {
        guard isTerminal else { return try write(line) }
        try self.line(SafeText(String(line.dropLast())).text)
    }
}
