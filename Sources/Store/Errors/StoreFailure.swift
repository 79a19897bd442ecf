import GRDB

/// What an error of the engine says to who carries on after it.
package struct StoreFailure {
    /// Another row has the name, number or id.
    package let isTaken: Bool
    /// The file is damaged.
    package let isDamage: Bool
    /// What was to be written, or how it was asked for, is at fault; not the file.
    package let isOfContent: Bool
    /// The engine's own words.
    package let message: String?

    /// Nil for what is no error of the engine.
    package init?(_ error: any Error) {
        guard let error = error as? DatabaseError else { return nil }
        message = error.message
        let taken: [ResultCode] = [
            .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID,
        ]
        isTaken = taken.contains(error.extendedResultCode)
        isDamage = error.resultCode == .SQLITE_CORRUPT
        let content: [ResultCode] = [
            .SQLITE_CONSTRAINT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE,
        ]
        isOfContent = content.contains(error.resultCode)
    }
}
