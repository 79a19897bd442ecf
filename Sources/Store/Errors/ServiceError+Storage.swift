import Foundation
import GRDB
package import ServiceCore

extension ServiceError {
    /// What a failure of SQLite means to a person; the only place where SQLite's codes are read.
    ///
    /// - Parameter files: named in messages and hints.
    package init(storing error: any Error, in files: StoreFiles) {
        switch error {
        case let error as ServiceError: self = error
        case is CancellationError: self.init(.cancelled, "The work on the database was cancelled.")
        case let error as DatabaseError: self = Self.mapped(error, files)
        default:
            self.init(
                .storage, "The database gave an unexpected answer.",
                hint: "Try again; if it stays, look into the log.")
        }
        if origin == nil, let error = error as? DatabaseError {
            origin = Origin(
                connection: "embedded", operation: "database", status: Int(error.extendedResultCode.rawValue))
        }
    }

    /// Whether the file is at fault: neither what was to be written nor who asked for it.
    package var isOfStorage: Bool { [.storage, .unavailable, .readOnly].contains(code) }

    private static func mapped(_ error: DatabaseError, _ files: StoreFiles) -> ServiceError {
        switch error.resultCode {
        case .SQLITE_CONSTRAINT: constraint(error)
        case .SQLITE_INTERRUPT, .SQLITE_ABORT:
            ServiceError(.cancelled, "The work on the database was cancelled.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            ServiceError(
                .unavailable, "Another process has held the database for too long.",
                hint: "Try again when it has finished.")
        case .SQLITE_ERROR where error.message == ExpressionFunction.isOverdue:
            ServiceError(
                .timedOut,
                "The regular expression took longer than \(ExpressionFunction.limit.components.seconds) seconds.",
                hint: "Put a word or an account beside it, so that fewer rows are looked at.")
        case .SQLITE_TOOBIG: ServiceError(.invalid, "The text is too long for the database.")
        default: file(error, files)
        }
    }

    private static func constraint(_ error: DatabaseError) -> ServiceError {
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY:
            ServiceError(.conflict, "There is one of that name already.", hint: "Choose another name.")
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            ServiceError(
                .refused, "Another row needs this one, or the row that it refers to is gone.",
                hint: "Refresh, and remove first what refers to it.")
        case .SQLITE_CONSTRAINT_TRIGGER:
            // In the words of the trigger, which are the table's own.
            ServiceError(.refused, error.message ?? "The database refuses it; nothing was changed.")
        default:
            ServiceError(
                .invalid, "The value is not one that the database takes.", hint: "Check the form's fields.")
        }
    }

    private static func file(_ error: DatabaseError, _ files: StoreFiles) -> ServiceError {
        let path = files.database.path
        switch error.resultCode {
        case .SQLITE_CORRUPT:
            return ServiceError(
                .storage, "The database \(path) is damaged.", hint: files.restoreHint)
        case .SQLITE_NOTADB:
            return ServiceError(
                .storage, "\(path) is not a database.",
                hint: "It was not changed. \(files.restoreHint)")
        case .SQLITE_FULL:
            return ServiceError(
                .storage, "The disk is full: \(path) cannot grow.",
                hint: "Free some space; what waits goes on by itself.")
        case .SQLITE_READONLY:
            return ServiceError(
                .readOnly, "The database \(path) cannot be written.",
                hint: "Start with --read-only, or give yourself write access to \(files.folder.path).")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            return ServiceError(
                .storage, "The database \(path) cannot be opened.",
                hint: "Check that you may read and write \(files.folder.path).")
        case .SQLITE_IOERR:
            return ServiceError(
                .storage, "Reading or writing \(path) failed.",
                hint: "Check the disk; Sendboard verifies the file when it opens it again.")
        default:
            return ServiceError(
                .storage, "The database \(path) gave an unexpected answer.",
                hint: "Try again; if it stays, look into the log.")
        }
    }
}
