import Foundation
import Glibc
import ServiceCore
import Store

/// Bytes of archived messages that no row names any more and that are to be overwritten.
///
/// They are noted in the transaction that lets go of their rows, so that a crash in between leaves nothing behind.
enum ArchiveLeftovers {
    static func add(_ places: [ArchivePlace], in db: WriteTransaction) throws {
        guard !places.isEmpty else { return }
        try MetaKey.archiveLeftovers.set(try JSONText.text(try all(in: db) + places), in: db)
    }

    static func all(in db: ReadTransaction) throws -> [ArchivePlace] {
        guard let text = try MetaKey.archiveLeftovers.value(in: db) else { return [] }
        return try JSONText.read(text)
    }

    /// Forgets these, once they are overwritten.
    static func remove(_ wiped: [ArchivePlace], in db: WriteTransaction) throws {
        let left = try all(in: db).filter { !wiped.contains($0) }
        try MetaKey.archiveLeftovers.set(left.isEmpty ? nil : try JSONText.text(left), in: db)
    }
}

extension ArchiveFolder {
    /// Overwrites what stands at these places, in segments that are still there, down to the disk.
    func wipe(_ places: [ArchivePlace]) throws(ServiceError) {
        for (segment, parts) in Dictionary(grouping: places, by: \.segment) {
            let url = self.segment(segment)
            let descriptor = open(url.path, O_WRONLY | O_CLOEXEC)
            if descriptor < 0, errno == ENOENT { continue }
            guard descriptor >= 0 else { throw failure("opened", url) }
            defer { close(descriptor) }
            for part in parts {
                let zeros = [UInt8](repeating: 0, count: part.length)
                guard pwrite(descriptor, zeros, zeros.count, off_t(part.offset)) == zeros.count else {
                    throw failure("written", url)
                }
            }
            guard fsync(descriptor) == 0 else { throw failure("flushed", url) }
        }
    }
}
