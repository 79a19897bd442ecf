import ServiceCore

/// Writes rows as they come, a window at a time, so that a million cost no more memory than a hundred.
protocol RowWriter {
    /// Called with some rows, with none, or not at all.
    mutating func write(_ rows: [Row]) throws(ServiceError)
    mutating func finish() throws(ServiceError)
}
