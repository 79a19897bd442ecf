import Foundation
import ServiceCore
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
