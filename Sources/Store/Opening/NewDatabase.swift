import Foundation
import GRDB
package import ServiceCore

/// Makes the database file: complete under a name of its own, then under its final name in one step.
package struct NewDatabase {
    let files: StoreFiles
    let design: StoreDesign

    package init(_ files: StoreFiles, _ design: StoreDesign) {
        self.files = files
        self.design = design
    }

    /// Another process may be faster; then its file is kept.
    ///
    /// - Parameter body: writes the first rows.
    package func create(filling body: @Sendable (WriteTransaction) throws -> Void) throws(ServiceError) {
        let scratch = PrivateFile.scratch(beside: files.database)
        try PrivateFile.createEmpty(at: scratch)
        do {
            // Migrations call them, as the statements of an open store do.
            var configuration = Configuration()
            configuration.prepareDatabase { db in
                for function in design.functions { function.register(in: db) }
            }
            let queue = try DatabaseQueue(path: scratch.path, configuration: configuration)
            try queue.inDatabase { db in
                try db.execute(sql: "PRAGMA application_id = \(design.applicationID)")
            }
            try design.migrations.migrator.migrate(queue)
            try queue.write { db in try body(WriteTransaction(db)) }
            try queue.close()
        } catch {
            unlinkIgnoringErrors(scratch)
            throw ServiceError(storing: error, in: files)
        }
        if try PrivateFile.publish(scratch, as: files.database) { CommitMark.forget(in: files) }
    }
}
