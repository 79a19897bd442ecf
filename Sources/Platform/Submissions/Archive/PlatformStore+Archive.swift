import Foundation
package import ServiceCore
import Store

extension PlatformStore {
    /// Drops archived messages by age, whole segments at a time; their hashes and sizes stay.
    ///
    /// The newest segment, to which the engine appends, is never among them.
    func pruneArchive(before date: Date) async throws(ServiceError) {
        let folder = ArchiveFolder(directory)
        let newest = folder.newestSegment
        guard newest > 1 else { return }
        let kept = try await write { db in
            try ArchiveQueries.forget(before: date.storedTime, newest: newest, in: db)
        }
        // Also those that an earlier call had no time to remove.
        for number in folder.segments where number < newest && !kept.contains(number) {
            unlinkIgnoringErrors(folder.segment(number))
        }
    }
}

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

    /// An archived message as text for people.
    ///
    /// - Throws: `.notFound` where nothing is archived; `.storage` where the archive is damaged.
    func archivedText(_ entry: ArchiveEntry?, to person: String) async throws(ServiceError) -> String {
        guard let bytes = try await archived(entry) else {
            throw ServiceError(
                .notFound, "No message to \(person) is archived.",
                hint: "Only what is sent with an archive asked for is kept.")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
