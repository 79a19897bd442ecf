import Foundation
package import ServiceCore

/// Tells whether the last process that had a folder open left without closing it.
///
/// Everybody who has it open shares a lock on one file, which says so for as long as that lasts; who finds the
/// word there and nobody else comes after a crash.
package final class SessionMark: Sendable {
    package let comesAfterCrash: Bool
    /// The file that was left open is another than this one, as in a copied folder.
    package let comesFromAnother: Bool
    private let lock: FileLock
    private static let open = "open"

    /// - Throws: `.storage` where the file cannot be made or locked.
    package init(_ files: StoreFiles) throws(ServiceError) {
        lock = try FileLock(files.sessionLock)
        if lock.tryAcquire() {
            let words = lock.note.split(whereSeparator: \.isWhitespace)
            let own = FileIdentity(files.database.path).map { String($0.number) } ?? ""
            comesAfterCrash = words.first == Self.open[...]
            comesFromAnother = comesAfterCrash && words.count > 1 && words[1] != own[...]
            lock.writeNote("\(Self.open) \(own)")
        } else {
            (comesAfterCrash, comesFromAnother) = (false, false)
        }
        try lock.share()
    }

    /// - Parameter isSound: false leaves the word standing, so that the next opening looks through the file.
    package func end(isSound: Bool) {
        if isSound, lock.tryAcquire() { lock.writeNote("") }
        lock.release()
    }
}
