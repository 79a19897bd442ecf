import Foundation
import Logging
package import ServiceCore
import Store
import Synchronization

extension PlatformStore {
    /// The size below which the file is looked through at each start: some seconds at most, in the background.
    static let quickCheckLimit = 1_000_000_000

    /// Looks through the whole file where the process before this one crashed; the engine waits for it.
    ///
    /// What is found is thrown by every later call on the store, and subscribers are told to read anew.
    func checkAfterCrash() async {
        guard session?.comesAfterCrash == true else { return }
        _ = try? await quickCheck()
    }

    /// The same for any file, however large, unless this process has done it; what is found is told by `damage`.
    func look() async {
        guard !isReadOnly, !condition.withLock({ $0.isChecked }) else { return }
        _ = try? await quickCheck(upTo: .max)
    }

    /// - Returns: false where the file was too large to look through.
    /// - Throws: `.storage` where it is damaged.
    func quickCheck(upTo limit: Int = quickCheckLimit) async throws(ServiceError) -> Bool {
        try refuseIfDamaged()
        let check = FileCheck(directory.files, design)
        guard check.size <= limit else { return false }
        do {
            try await check.run()
        } catch {
            let error = noted(error)
            if damage == error { await keepDamaged() }
            throw error
        }
        condition.withLock { ($0.isUnproven, $0.isChecked) = (false, true) }
        return true
    }

    /// Copies what is left of a damaged file, page by page, unless that has been done.
    private func keepDamaged() async {
        guard !isReadOnly else { return }
        let backup = Backup(directory.files)
        guard !backup.hasDamaged else { return }
        // What cannot be copied stays where it is, to which nothing is written any more.
        _ = try? await offCooperativePool { [pool] in
            try backup.make(from: pool, at: Date(), why: Backup.damaged)
        }
    }

    /// The failure as a person is told it; damage is remembered, so that nothing more is written over it.
    func noted(_ failure: any Error) -> ServiceError {
        let error = ServiceError(storing: failure, in: directory.files)
        if StoreFailure(failure)?.isDamage == true { give(up: error) }
        return error
    }

    /// Looks whether the folder and the database are still the ones that were opened.
    ///
    /// - Returns: what is wrong with them; every later call throws it.
    @discardableResult
    package func checkDirectory() -> ServiceError? {
        do throws(ServiceError) {
            try pool.checkFiles()
        } catch {
            give(up: error, isLoss: true)
        }
        return condition.withLock { $0.damage }
    }

    /// Why calls on the store fail at the moment, as far as a small look tells; nil while they do not.
    ///
    /// Where a write has failed last, one is tried: nobody else may come to show that the disk has room again.
    package func trouble() async -> ServiceError? {
        if let damage = checkDirectory() { return damage }
        do throws(ServiceError) {
            if condition.withLock({ $0.writeFailed }) {
                try await write { db in try db.execute("UPDATE engine SET pid = pid WHERE id = 1") }
            } else {
                _ = try await read { db in try Int.fetchOne(db, "SELECT epoch FROM engine") }
            }
            return nil
        } catch {
            return error
        }
    }

    /// Ends all use of the store, and tells whoever watches it.
    ///
    /// A folder that is being removed loses one file after the other, and what is read of it meanwhile may look
    /// damaged: the newest look at a loss says what has become of it.
    private func give(up error: ServiceError, isLoss: Bool = false) {
        let isNews = condition.withLock { condition in
            defer {
                if isLoss { condition.isLost = true }
                if isLoss || condition.damage == nil { condition.damage = error }
            }
            return condition.damage == nil
        }
        guard isNews else { return }
        Logger(label: "sendboard.store").error(
            "the store is given up",
            metadata: ["code": "\(error.code.rawValue)", "reason": "\(error.message)"])
        pool.notices.post(.external)
    }

    /// What ended all use of the store; nil while it can be used.
    package var damage: ServiceError? { condition.withLock { $0.damage } }

    /// Waits until the folder is gone.
    ///
    /// - Returns: what was found; nil where the store was closed or the task cancelled before.
    package func loss() async -> ServiceError? {
        let changes = changes()
        if let loss = lossSoFar { return loss }
        for await _ in changes {
            if let loss = lossSoFar { return loss }
        }
        return lossSoFar
    }

    package var lossSoFar: ServiceError? {
        condition.withLock { $0.isLost ? $0.damage : nil }
    }

    /// - Throws: the damage that was found; a store opened for reading gives what can still be read of a damaged file.
    func refuseIfDamaged() throws(ServiceError) {
        let (damage, isLost) = condition.withLock { ($0.damage, $0.isLost) }
        if let damage, isLost || !isReadOnly { throw damage }
    }

    /// What is known of the file's soundness.
    struct Condition {
        /// Nothing is written any more because of this.
        var damage: ServiceError?
        /// The folder is gone, and the file with it.
        var isLost = false
        /// The file took no write when one was tried last.
        var writeFailed = false
        /// This process has looked through it.
        var isChecked = false
        /// Nobody has looked through it since a crash.
        var isUnproven: Bool

        var isSound: Bool { damage == nil && !isUnproven }
    }
}
