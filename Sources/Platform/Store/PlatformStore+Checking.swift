import Foundation
import GRDB
package import ServiceCore

extension PlatformStore {
    /// The size below which the file is checked at start: a quarter of a second or so.
    package static let quickCheckLimit = 1_000_000_000

    /// Looks through the whole file for damage; meant for after the first paint.
    ///
    /// - Returns: false where the file was too large to look through.
    /// - Throws: `.storage` with the first fault that was found.
    package func quickCheck(upTo limit: Int = quickCheckLimit) async throws(ServiceError) -> Bool {
        let path = directory.database.path
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard let size, size <= limit else { return false }
        let answer = try await read { db in try String.fetchOne(db, sql: "PRAGMA quick_check(1)") }
        guard answer == "ok" else {
            throw ServiceError(
                .storage, "The database \(path) is damaged.", hint: directory.restoreHint)
        }
        return true
    }
}
