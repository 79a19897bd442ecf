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

/// The folder of archived messages: `archive/000001.seg` and so on, and what is known of the batch on its way.
struct ArchiveFolder: Sendable {
    let url: URL

    init(_ directory: DataDirectory) {
        url = directory.url.appending(path: "archive", directoryHint: .isDirectory)
    }

    func segment(_ number: Int) -> URL {
        let digits = String(number)
        return url.appending(path: String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".seg")
    }

    /// What was written since the last commit, for an engine that ends before its next.
    var journal: URL { url.appending(path: "handed-over") }

    /// The numbers of all segments there are.
    var segments: [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { $0.hasSuffix(".seg") }.compactMap { Int($0.dropLast(4)) }
    }

    /// 0 where there is none.
    var newestSegment: Int { segments.max() ?? 0 }

    func failure(_ verb: String, _ file: URL) -> ServiceError {
        ServiceError(
            .storage, "The archive \(file.path) cannot be \(verb): \(String(cString: strerror(errno))).",
            hint: "Check the permissions and the free space of its folder.")
    }
}

/// What is kept of a message that was handed over: its hash and size, and where its bytes are if they are archived.
package struct ArchiveEntry: Sendable, Hashable {
    let delivery: Int64
    let size: Int
    let sha256: [UInt8]
    var place: ArchivePlace?
}

/// Where compressed bytes stand in the archive's files.
struct ArchivePlace: Codable, Sendable, Hashable {
    let segment: Int
    let offset: Int
    let length: Int
}

extension ArchiveEntry {
    /// As the archive's journal has it: numbers and the hash, parted by tabs.
    var line: String {
        let (segment, offset, length) = (place?.segment ?? 0, place?.offset ?? 0, place?.length ?? 0)
        return "\(delivery)\t\(size)\t\(Hex.text(sha256))\t\(segment)\t\(offset)\t\(length)\n"
    }

    init?(line: Substring) {
        let parts = line.split(separator: "\t")
        guard parts.count == 6, let delivery = Int64(parts[0]), let size = Int(parts[1]),
            let sha256 = Hex.bytes(parts[2]), sha256.count == 32, let segment = Int(parts[3]),
            let offset = Int(parts[4]), let length = Int(parts[5])
        else { return nil }
        let place = segment == 0 ? nil : ArchivePlace(segment: segment, offset: offset, length: length)
        self.init(delivery: delivery, size: size, sha256: sha256, place: place)
    }
}
