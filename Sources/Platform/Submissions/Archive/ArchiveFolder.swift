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
