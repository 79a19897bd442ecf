import Foundation
import GRDB

/// Looks through the database file, over a connection of its own: readers and writers go on meanwhile.
package struct FileCheck: Sendable {
    let files: StoreFiles
    let design: StoreDesign

    package init(_ files: StoreFiles, _ design: StoreDesign) {
        self.files = files
        self.design = design
    }

    /// Up to here indices are held against their tables too, which takes some seconds at most.
    private static let thoroughLimit = 256 << 20

    /// In bytes; 0 where there is none.
    package var size: Int {
        let path = files.database.path
        return (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    /// Ends early where the task is cancelled.
    ///
    /// - Throws: `SQLITE_CORRUPT` where something is wrong, and what keeps the file from being read.
    package func run() async throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "check"
        configuration.qos = .background
        configuration.prepareDatabase { [design] db in
            try db.execute(sql: "PRAGMA cache_size = -2000")
            for function in design.functions { function.register(in: db) }
        }
        let path = files.database.path
        let queue = try await offCooperativePool { [configuration] in
            try DatabaseQueue(path: path, configuration: configuration)
        }
        let check = size <= Self.thoroughLimit ? "integrity_check" : "quick_check"
        let answer = try await queue.read { db in try String.fetchOne(db, sql: "PRAGMA \(check)(1)") }
        guard answer == "ok" else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    }
}
