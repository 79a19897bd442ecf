import CZlib
import Crypto
import Foundation
import Glibc
import ServiceCore

/// Reads archived messages and proves that they are what was sent; any process may.
struct ArchiveReader: Sendable {
    private let folder: ArchiveFolder

    init(_ directory: DataDirectory) { folder = ArchiveFolder(directory) }

    /// The message's bytes, nil for an entry of which hash and size alone are kept.
    ///
    /// - Throws: `.storage` where the file is gone or what it holds does not have the hash.
    func read(_ entry: ArchiveEntry) throws(ServiceError) -> [UInt8]? {
        guard let place = entry.place else { return nil }
        let url = folder.segment(place.segment)
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw folder.failure("opened", url) }
        defer { close(descriptor) }
        var packed = [UInt8](repeating: 0, count: place.length)
        let count = pread(descriptor, &packed, packed.count, off_t(place.offset))
        guard count == packed.count, let bytes = Zlib.expand(packed, size: entry.size),
            Array(SHA256.hash(data: bytes)) == entry.sha256
        else {
            throw ServiceError(
                .storage, "The archived message in \(url.path) is damaged: it does not have its hash.",
                hint: "Restore the file from a copy.")
        }
        return bytes
    }

    /// What an engine that ended without a commit had written of its last batch.
    func handedOver() -> [Int64: ArchiveEntry] {
        guard let text = try? String(contentsOf: folder.journal, encoding: .utf8) else { return [:] }
        let entries = text.split(separator: "\n").compactMap { ArchiveEntry(line: $0) }
        return Dictionary(entries.map { ($0.delivery, $0) }, uniquingKeysWith: { $1 })
    }
}

/// Bytes compressed as zlib does (RFC 1950), by the system's library.
enum Zlib {
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        var output = [UInt8](repeating: 0, count: Int(length))
        // Fails only for want of memory or room, and the room is what the library asks for.
        let result = compress2(&output, &length, bytes, uLong(bytes.count), Z_DEFAULT_COMPRESSION)
        precondition(result == Z_OK, "zlib had no memory")
        return Array(output.prefix(Int(length)))
    }

    /// - Returns: nil for what is damaged or has another size.
    static func expand(_ bytes: [UInt8], size: Int) -> [UInt8]? {
        var length = uLong(size)
        var output = [UInt8](repeating: 0, count: max(size, 1))
        let result = uncompress(&output, &length, bytes, uLong(bytes.count))
        return result == Z_OK && length == size ? Array(output.prefix(size)) : nil
    }
}
