import GRDB
import Synchronization

@testable import Store

/// The statements of one connection, in order, as the database carries them out.
final class StatementTrace: Sendable {
    private let kept = Mutex<[String]>([])

    /// Those that read or write, but for what triggers do in turn.
    var statements: [String] {
        kept.withLock {
            $0.filter { $0.hasPrefix("SELECT") || $0.hasPrefix("INSERT") || $0.hasPrefix("UPDATE") }
        }
    }

    /// Follows a transaction's connection until it is told to stop.
    func follow(_ db: ReadTransaction) {
        db.db.trace { [self] event in
            let text = event.description
            kept.withLock { $0.append(text) }
        }
    }

    static func stop(_ db: ReadTransaction) { db.db.trace(options: []) }
}
