import Glibc
import ServiceCore
import Store

extension EngineLock {
    /// The process that runs the engine now, nil where none does and 0 where it is not known which.
    ///
    /// Asking shares the lock for a moment in place of taking it, so that several may ask at once. The note is
    /// believed of a process that lives: one that has just taken the lock may not have written its own yet.
    static func holder(of store: PlatformStore) -> Int32? {
        guard !store.isReadOnly, let lock = try? FileLock(folder: store.directory.url) else { return nil }
        guard !lock.tryShare() else {
            lock.release()
            return nil
        }
        let note = try? FileLock(store.directory.engineLock).note
        guard let pid = note?.split(separator: "\n").first.flatMap({ Int32($0) }) else { return 0 }
        return lives(pid) ? pid : nil
    }

    private static func lives(_ pid: Int32) -> Bool { kill(pid, 0) == 0 || errno == EPERM }
}
