import ServiceCore

/// One JSON array, an object a line.
struct JSONRowWriter: RowWriter {
    let output: Output
    /// Nil means every field.
    let fields: [FieldID]?
    private var isEmpty = true

    init(output: Output, fields: [FieldID]?) {
        self.output = output
        self.fields = fields
    }

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
