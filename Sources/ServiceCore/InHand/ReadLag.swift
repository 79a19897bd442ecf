/// How long the reads of a platform may go on showing what stood there before a write; the vendors speak of minutes.
enum ReadLag {
    /// In seconds; what is not shown by then was not done, or has been changed since.
    static let longest: Double = 600
}
