import ServiceCore
import Store

extension PlatformStore {
    /// Writes without waiting for the disk, and forces all of it there at the end.
    ///
    /// For data that is made again when a crash cuts it off, and whose references are right by its making.
    ///
    /// - Parameter cacheKiB: pages that the writer may keep meanwhile.
    func writeRelaxed<T: Sendable>(
        cacheKiB: Int = 16_000, _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws(ServiceError) -> T {
        try refuseIfUnwritable()
        do {
            return try await pool.writeRelaxed(cacheKiB: cacheKiB, body)
        } catch {
            throw ServiceError(storing: error, in: directory.files)
        }
    }
}
