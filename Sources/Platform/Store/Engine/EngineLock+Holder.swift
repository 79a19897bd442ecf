import ServiceCore

extension EngineLock {
    /// The process that runs the engine now, nil where none does.
    static func holder(of store: PlatformStore) -> Int32? {
        guard !store.isReadOnly, let lock = try? FileLock(store.directory.engineLock) else { return nil }
        guard !lock.tryAcquire() else {
            lock.release()
            return nil
        }
        return lock.note.split(separator: "\n").first.flatMap { Int32($0) }
    }
}
