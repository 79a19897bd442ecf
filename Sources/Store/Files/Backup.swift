package import Foundation
import GRDB

/// Copies of the database made while it is in use; the key file is never among them.
package struct Backup {
    let files: StoreFiles

    package init(_ files: StoreFiles) { self.files = files }

    /// Copies the database into `backups/`, under a name that begins with the time in UTC.
    @discardableResult
    func make(from connections: DatabasePool, at date: Date, why: String) throws -> URL {
        try PrivateFile.makeFolder(at: files.backups)
        let name = "\(Self.stamp(date))-\(why).sqlite"
        let scratch = PrivateFile.scratch(beside: files.backups.appending(path: name))
        try PrivateFile.createEmpty(at: scratch)
        do {
            let copy = try DatabaseQueue(path: scratch.path)
            try connections.backup(to: copy)
            try copy.close()
        } catch {
            unlinkIgnoringErrors(scratch)
            throw error
        }
        let final = files.backups.appending(path: name)
        _ = try PrivateFile.publish(scratch, as: final)
        return final
    }

    @discardableResult
    package func make(from store: StorePool, at date: Date, why: String) throws -> URL {
        try make(from: store.connections, at: date, why: why)
    }

    /// Copies the database to a file of another folder, which must not be there yet.
    package func copy(_ store: StorePool, to url: URL) throws {
        try PrivateFile.createEmpty(at: url)
        let copy = try DatabaseQueue(path: url.path)
        try store.connections.backup(to: copy)
        try copy.close()
    }

    /// Removes the oldest copies beyond a number; those made before an upgrade stay.
    package func prune(keeping count: Int) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: files.backups.path)) ?? []
        let daily = names.filter { $0.hasSuffix("-daily.sqlite") }.sorted()
        for name in daily.dropLast(count) {
            unlinkIgnoringErrors(files.backups.appending(path: name))
        }
    }

    /// One copy that is there.
    package struct Copy: Sendable {
        package let url: URL
        /// Whether newer ones push it out; others stay until somebody deletes them.
        package let isDaily: Bool
    }

    /// All copies, the oldest first.
    package var copies: [Copy] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: files.backups.path)) ?? []
        return names.filter { $0.hasSuffix(".sqlite") }.sorted().map {
            Copy(url: files.backups.appending(path: $0), isDaily: $0.hasSuffix("-daily.sqlite"))
        }
    }

    /// What a copy of a damaged file is called; it is no backup.
    package static let damaged = "damaged"

    package var hasDamaged: Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: files.backups.path)) ?? []
        return names.contains { $0.hasSuffix("-\(Self.damaged).sqlite") }
    }

    /// When the newest of the daily copies was made, by its name.
    package var newestDaily: Date? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: files.backups.path)) ?? []
        let stamps = names.filter { $0.hasSuffix("-daily.sqlite") }.map { $0.dropLast("-daily.sqlite".count) }
        return stamps.compactMap { try? Self.style.parse(String($0)) }.max()
    }

    private static let style = Date.ISO8601FormatStyle(
        dateSeparator: .omitted, timeSeparator: .omitted, timeZoneSeparator: .omitted)

    private static func stamp(_ date: Date) -> String { date.formatted(style) }
}
