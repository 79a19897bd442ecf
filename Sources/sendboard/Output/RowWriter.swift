import ArgumentParser
import ServiceCore
import Terminal

/// Writes rows as they come, a window at a time, so that a million cost no more memory than a hundred.
protocol RowWriter {
    /// Called with some rows, with none, or not at all.
    mutating func write(_ rows: [Row]) throws(ServiceError)
    mutating func finish() throws(ServiceError)
}

/// How rows are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json, csv
}

/// CSV with a header line; on a terminal, what could steer it is replaced by visible signs.
struct CSVRowWriter: RowWriter {
    let output: Output
    let fields: [FieldID]
    private(set) var hasHeader = false

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

/// One JSON array, an object a line.
struct JSONRowWriter: RowWriter {
    let output: Output
    /// Nil means every field.
    let fields: [FieldID]?
    private(set) var isEmpty = true

    mutating func write(_ rows: [Row]) throws(ServiceError) {
        for row in rows {
            try output.write((isEmpty ? "[\n" : ",\n") + RowJSON.object(row, fields: fields))
            isEmpty = false
        }
    }

    mutating func finish() throws(ServiceError) {
        try output.write(isEmpty ? "[]\n" : "\n]\n")
    }
}
