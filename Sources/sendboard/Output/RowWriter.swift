import ServiceCore

/// Writes rows as they come, a window at a time, so that a million cost no more memory than a hundred.
protocol RowWriter {
    /// Called at least once, perhaps with no rows.
    mutating func write(_ rows: [Row]) throws(ServiceError)
    mutating func finish() throws(ServiceError)
}
