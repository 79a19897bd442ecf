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
        if !hasHeader { try emit(RowCSV.header(fields)) }
        hasHeader = true
        for row in rows { try emit(RowCSV.line(row, fields: fields)) }
    }

    mutating func finish() throws(ServiceError) {
        if !hasHeader { try emit(RowCSV.header(fields)) }
    }

    private func emit(_ line: String) throws(ServiceError) {
        guard output.isTerminal else { return try output.write(line) }
        try output.line(SafeText(String(line.dropLast())).text)
    }
}
