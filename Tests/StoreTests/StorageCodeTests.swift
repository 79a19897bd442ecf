import Foundation
import GRDB
import ServiceCore
import Store
import Testing

@Suite struct StorageCodeTests {
    private let files = StoreFiles(
        folder: URL(filePath: "/nowhere"), database: "notes.sqlite", setupLock: "setup.lock",
        sessionLock: "session.lock", bell: "changed", commits: "commits", backups: "backups")

    @Test(arguments: [
        (ResultCode.SQLITE_CORRUPT, ServiceError.Code.storage), (.SQLITE_NOTADB, .storage),
        (.SQLITE_FULL, .storage),
        (.SQLITE_IOERR_FSYNC, .storage), (.SQLITE_READONLY, .readOnly), (.SQLITE_CANTOPEN, .storage),
        (.SQLITE_BUSY, .unavailable), (.SQLITE_INTERRUPT, .cancelled), (.SQLITE_TOOBIG, .invalid),
    ])
    func `each of SQLite's codes has its meaning`(result: ResultCode, meaning: ServiceError.Code) {
        let error = ServiceError(storing: DatabaseError(resultCode: result), in: files)
        #expect(error.code == meaning)
        #expect(error.origin?.status == Int(result.rawValue))
    }
}
