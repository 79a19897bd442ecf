package import ServiceCore
import Store

extension Tenant {
    /// The message of a batch to an address, byte for byte as it was handed over; a joined batch's newest.
    ///
    /// - Returns: nil where the account has no such batch, it went to no such address, or it was not archived.
    /// - Throws: `.storage` where the archive's file is gone or damaged.
    package func archived(
        batch: String, address: String
    ) async throws(ServiceError) -> [UInt8]? {
        let entry = try await context.store.read { [id] db in
            try ArchiveQueries.find(batch: batch, address: address, account: id, in: db)
        }
        return try await context.store.archived(entry)
    }
}

extension PlatformStore {
    /// Reads and verifies an archived message.
    func archived(_ entry: ArchiveEntry?) async throws(ServiceError) -> [UInt8]? {
        guard let entry else { return nil }
        let reader = ArchiveReader(directory)
        return try await offCooperativePool { () throws(ServiceError) in try reader.read(entry) }
    }
}
