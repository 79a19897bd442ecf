package import Foundation
package import ServiceCore
import Store

extension PlatformStore {
    /// Copies the database into `backups/` while it is in use, and keeps the newest seven such copies.
    package func backUp(at date: Date) async throws(ServiceError) -> URL {
        let backup = Backup(directory.files)
        do {
            let url = try await offCooperativePool { [pool] in
                try backup.make(from: pool, at: date, why: "daily")
            }
            backup.prune(keeping: 7)
            return url
        } catch {
            throw ServiceError(storing: error, in: directory.files)
        }
    }
}
