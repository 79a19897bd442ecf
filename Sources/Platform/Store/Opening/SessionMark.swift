import Foundation
import ServiceCore

/// Tells whether the last process that had a folder open left without closing it.
///
/// Everybody who has it open shares a lock on one file, which says so for as long as that lasts; who finds the
/// word there and nobody else comes after a crash.
final class SessionMark: Sendable {
    let comesAfterCrash: Bool
    /// The file that was left open is another than this one, as in a copied folder.
    let comesFromAnother: Bool
    private let lock: FileLock
    private static let open = "open"

    /// - Throws: `.storage` where the file cannot be made or locked.
    init(_ directory: DataDirectory) throws(ServiceError) {
        lock = try FileLock(directory.sessionLock)
        if lock.tryAcquire() {
            let words = lock.note.split(whereSeparator: \.isWhitespace)
            let own = FileIdentity(directory.database.path).map { String($0.number) } ?? ""
            comesAfterCrash = words.first == Self.open[...]
            comesFromAnother = comesAfterCrash && words.count > 1 && words[1] != own[...]
            lock.writeNote("\(Self.open) \(own)")
        } else {
            (comesAfterCrash, comesFromAnother) = (false, false)
        }
        try lock.share()
    }

    /// - Parameter isSound: false leaves the word standing, so that the next opening looks through the file.
    func end(isSound: Bool) {
        if isSound, lock.tryAcquire() { lock.writeNote("") }
        lock.release()
    }
}
