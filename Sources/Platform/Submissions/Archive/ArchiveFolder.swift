import Foundation
import ServiceCore

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
struct ArchivePlace: Sendable, Hashable {
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
