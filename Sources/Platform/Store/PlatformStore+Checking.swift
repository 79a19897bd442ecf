import Foundation
import GRDB
import ServiceCore
import Synchronization

extension PlatformStore {
    /// The size below which the file is looked through after a crash: a quarter of a second or so.
    static let quickCheckLimit = 1_000_000_000

    /// Looks through the whole file where the process before this one crashed; meant for after the first paint.
    ///
    /// What is found is thrown by every later call on the store, and subscribers are told to read anew.
    func checkAfterCrash() async {
        guard session?.comesAfterCrash == true else { return }
        do throws(ServiceError) {
            if try await quickCheck() { condition.withLock { $0.isUnproven = false } }
        } catch {
            notices.post(.external)
        }
    }

    /// - Returns: false where the file was too large to look through.
    /// - Throws: `.storage` where it is damaged.
    func quickCheck(upTo limit: Int = quickCheckLimit) async throws(ServiceError) -> Bool {
        let path = directory.database.path
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard let size, size <= limit else { return false }
        let answer = try await read { db in try String.fetchOne(db, sql: "PRAGMA quick_check(1)") }
        guard answer == "ok" else {
            throw noted(DatabaseError(resultCode: .SQLITE_CORRUPT))
        }
        return true
    }

    /// The failure as a person is told it; damage is remembered, so that nothing more is written over it.
    func noted(_ failure: any Error) -> ServiceError {
        let error = ServiceError(storing: failure, in: directory)
        if (failure as? DatabaseError)?.resultCode == .SQLITE_CORRUPT {
            condition.withLock { $0.damage = error }
        }
        return error
    }

    /// - Throws: the damage that was found; a store opened for reading gives what can still be read.
    func refuseIfDamaged() throws(ServiceError) {
        if !isReadOnly, let damage = condition.withLock({ $0.damage }) { throw damage }
    }

    /// What is known of the file's soundness.
    struct Condition {
        var damage: ServiceError?
        /// Nobody has looked through it since a crash.
        var isUnproven: Bool

        var isSound: Bool { damage == nil && !isUnproven }
    }
}
