import Foundation
import Glibc
import Synchronization

/// The number of the newest commit, told beside the database: one that went back in time has a lower number.
///
/// A lost write-ahead log or an older copy in the database's place is a whole database to SQLite.
package final class CommitMark: Sendable {
    private let state: Mutex<State>

    private struct State {
        var descriptor: Int32
        var highest: CommitNumber
    }

    /// A mark that cannot be written stays as it is, and shows the less.
    init(_ files: StoreFiles, isReadOnly: Bool) {
        let path = files.commits.path
        let descriptor = isReadOnly ? -1 : open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        state = Mutex(State(descriptor: descriptor, highest: Self.number(in: files)))
    }

    deinit { state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

    /// What the mark says; the first number where there is none.
    package static func number(in files: StoreFiles) -> CommitNumber {
        let text = (try? String(contentsOf: files.commits, encoding: .utf8)) ?? ""
        return CommitNumber(rawValue: text.split(separator: "\n").first.flatMap { Int32($0) } ?? 0)
    }

    /// For a new database, which has seen nothing.
    static func forget(in files: StoreFiles) { truncate(files.commits.path, 0) }

    /// Notes a commit that is on the disk; an earlier one than is noted already changes nothing.
    func note(_ number: CommitNumber) {
        state.withLock { state in
            guard state.descriptor >= 0, state.highest.isBefore(number) else { return }
            state.highest = number
            // One write of one length: a process that is killed leaves the old number or the new.
            let digits = String(number.rawValue)
            let bytes = Array((String(repeating: "0", count: max(0, 11 - digits.count)) + digits + "\n").utf8)
            _ = pwrite(state.descriptor, bytes, bytes.count, 0)
        }
    }
}

/// How many transactions have changed the database, as it counts them itself; begins anew after the highest.
package struct CommitNumber: Hashable, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    package init(of db: ReadTransaction) throws {
        rawValue = try Int32.fetchOne(db, cached: "PRAGMA user_version") ?? 0
    }

    package var next: CommitNumber { CommitNumber(rawValue: rawValue == .max ? 1 : rawValue + 1) }

    /// How many commits lie between; a billion or more is taken for a number that has begun anew.
    package func isBefore(_ other: CommitNumber) -> Bool {
        let distance = Int64(other.rawValue) - Int64(rawValue)
        return distance > 0 ? distance < 1 << 30 : distance < -(1 << 30)
    }

    /// Makes it the database's own; part of the transaction that it counts.
    package func write(to db: WriteTransaction) throws {
        try db.execute("PRAGMA user_version = \(sql: String(rawValue))")
    }
}
