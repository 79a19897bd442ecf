import Foundation
import Glibc
package import ServiceCore

/// What can be told about a database file before SQLite touches it.
///
/// SQLite takes an empty file for a new database and a file without its journal for a whole one; both would
/// hide a loss, so they are refused here.
/// - Source: sqlite.org/fileformat2.html, "The Database Header".
package struct DatabaseFile {
    let files: StoreFiles
    /// Marks the files of one program, at offset 68 of the header.
    let applicationID: Int32

    package init(_ files: StoreFiles, applicationID: Int32) {
        self.files = files
        self.applicationID = applicationID
    }

    package enum Presence {
        case missing, present
    }

    /// Checks the file's owner, size and header.
    ///
    /// - Throws: `.storage`, `.readOnly` or `.forbidden` with what is wrong; nothing is changed.
    package func inspect(readOnly: Bool) throws(ServiceError) -> Presence {
        let path = files.database.path
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == EACCES { throw noPermission }
            try refuseLostDatabase()
            return .missing
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw notADatabase }
        guard access(path, R_OK) == 0 else {
            throw status.st_uid == geteuid() ? noPermission : foreign(status.st_uid)
        }
        if !readOnly, access(path, W_OK) != 0 || access(files.folder.path, W_OK) != 0 {
            throw status.st_uid == geteuid() ? notWritable : foreign(status.st_uid)
        }
        guard status.st_size > 0 else { throw damaged("The database \(path) is empty (0 bytes).") }
        if !OpenFolder.contains(files) { try checkHeader(fileSize: Int(status.st_size)) }
        return .present
    }

    /// Whether the folder lets SQLite keep its shared-memory file.
    package var folderIsWritable: Bool { access(files.folder.path, W_OK) == 0 }

    package var hasJournal: Bool {
        var status = stat()
        return stat(files.writeAheadLog.path, &status) == 0 && status.st_size > 0
    }

    private func refuseLostDatabase() throws(ServiceError) {
        guard hasJournal else { return }
        throw damaged("The database \(files.database.path) is missing, but its journal is there.")
    }

    private func checkHeader(fileSize: Int) throws(ServiceError) {
        let header = readHeader()
        guard fileSize > 0 else {
            throw damaged("The database \(files.database.path) is empty (0 bytes).")
        }
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw notADatabase
        }
        guard Int32(bitPattern: number(header, at: 68)) == applicationID else {
            throw ServiceError(
                .storage, "\(files.database.path) is an SQLite database, but not one of Sendboard's.",
                hint: "Name another folder with --data-dir; this file was not changed.")
        }
        let shortPageSize = Int(header[16]) << 8 | Int(header[17])
        let pageSize = shortPageSize == 1 ? 65_536 : shortPageSize
        let isSizeValid = number(header, at: 24) == number(header, at: 92)
        // A journal may hold the pages that the file lacks, so it alone decides then.
        if !hasJournal, isSizeValid, fileSize < Int(number(header, at: 28)) * pageSize {
            throw damaged("The database \(files.database.path) is cut short.")
        }
    }

    private func readHeader() -> [UInt8] {
        let descriptor = open(files.database.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        return Array(bytes.prefix(max(0, count)))
    }

    private func number(_ header: [UInt8], at offset: Int) -> UInt32 {
        header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension DatabaseFile {
    private func damaged(_ message: String) -> ServiceError {
        ServiceError(.storage, message, hint: files.restoreHint)
    }

    private var notADatabase: ServiceError {
        ServiceError(
            .storage, "\(files.database.path) is not a database.",
            hint: "It was not changed. \(files.restoreHint)")
    }

    private var noPermission: ServiceError {
        ServiceError(
            .storage, "\(files.database.path) cannot be read: permission denied.",
            hint: "Give yourself read access to \(files.folder.path).")
    }

    private var notWritable: ServiceError {
        ServiceError(
            .readOnly, "\(files.database.path) cannot be written.",
            hint: "Start with --read-only, or give yourself write access to \(files.folder.path).")
    }

    private func foreign(_ owner: uid_t) -> ServiceError {
        let name = getpwuid(owner).map { String(cString: $0.pointee.pw_name) } ?? "\(owner)"
        return ServiceError(
            .storage, "\(files.database.path) belongs to the user \(name).",
            hint: "Run Sendboard as \(name), or name another folder with --data-dir.")
    }
}
