import Foundation
import Synchronization

/// Marks a folder as open in this process for as long as it lives.
///
/// Closing any descriptor of a file drops all POSIX locks that the process holds on it, SQLite's too, so a
/// database that is open here must not be looked into by hand a second time.
/// - Source: sqlite.org/howtocorrupt.html, 2.2.
final class OpenFolder: Sendable {
    private static let counts = Mutex<[String: Int]>([:])
    private let path: String

    init(_ files: StoreFiles) {
        path = files.database.path
        Self.counts.withLock { $0[path, default: 0] += 1 }
    }

    deinit {
        Self.counts.withLock { counts in
            let left = (counts[path] ?? 1) - 1
            counts[path] = left > 0 ? left : nil
        }
    }

    static func contains(_ files: StoreFiles) -> Bool {
        counts.withLock { $0[files.database.path] != nil }
    }
}
