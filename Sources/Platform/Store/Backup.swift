package import Foundation
import GRDB
package import ServiceCore

/// Copies of the database made while it is in use; the key file is never among them.
struct Backup {
    let directory: DataDirectory

    /// Copies the database into `backups/`, under a name that begins with the time in UTC.
    @discardableResult
    func make(from pool: DatabasePool, at date: Date, why: String) throws -> URL {
        try PrivateFile.makeFolder(at: directory.backups)
        let name = "\(Self.stamp(date))-\(why).sqlite"
        let scratch = PrivateFile.scratch(beside: directory.backups.appending(path: name))
        try PrivateFile.createEmpty(at: scratch)
        do {
            let copy = try DatabaseQueue(path: scratch.path)
            try pool.backup(to: copy)
            try copy.close()
        } catch {
            unlinkIgnoringErrors(scratch)
            throw error
        }
        let final = directory.backups.appending(path: name)
        _ = try PrivateFile.publish(scratch, as: final)
        return final
    }

    /// Removes the oldest copies beyond a number; those made before an upgrade stay.
    func prune(keeping count: Int) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.backups.path)) ?? []
        let daily = names.filter { $0.hasSuffix("-daily.sqlite") }.sorted()
        for name in daily.dropLast(count) {
            unlinkIgnoringErrors(directory.backups.appending(path: name))
        }
    }

    /// What a copy of a damaged file is called; it is no backup.
    static let damaged = "damaged"

    var hasDamaged: Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.backups.path)) ?? []
        return names.contains { $0.hasSuffix("-\(Self.damaged).sqlite") }
    }

    /// When the newest of the daily copies was made, by its name.
    var newestDaily: Date? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.backups.path)) ?? []
        let stamps = names.filter { $0.hasSuffix("-daily.sqlite") }.map { $0.dropLast("-daily.sqlite".count) }
        return stamps.compactMap { try? Self.style.parse(String($0)) }.max()
    }

    private static let style = Date.ISO8601FormatStyle(
        dateSeparator: .omitted, timeSeparator: .omitted, timeZoneSeparator: .omitted)

    private static func stamp(_ date: Date) -> String { date.formatted(style) }
}

extension PlatformStore {
    /// Copies the database into `backups/` while it is in use, and keeps the newest seven such copies.
    package func backUp(at date: Date) async throws(ServiceError) -> URL {
        let backup = Backup(directory: directory)
        do {
            let url = try await offCooperativePool { [pool] in
                try backup.make(from: pool, at: date, why: "daily")
            }
            backup.prune(keeping: 7)
            return url
        } catch {
            throw ServiceError(storing: error, in: directory)
        }
    }
}
