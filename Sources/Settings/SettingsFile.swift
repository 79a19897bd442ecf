import FoundationEssentials
import Glibc
import ServiceCore

/// Reading and writing of the small files that settings live in.
enum SettingsFile {
    /// More than any settings file can sensibly hold.
    private static let limit = 1 << 20

    /// The text as `asWrittenHere`, nil where there is no such file.
    ///
    /// - Throws: `.storage` where it cannot be read, `.invalid` where it is too large or no UTF-8.
    static func text(at path: String) throws(ServiceError) -> String? {
        let bytes: [UInt8]
        do throws(FileBytes.Fault) {
            bytes = try FileBytes.read(path, limit: limit)
        } catch {
            switch error {
            case .unreadable(ENOENT), .unreadable(ENOTDIR): return nil
            case .unreadable(let code): throw unreadable(path, because: code)
            case .tooLong:
                throw ServiceError(.invalid, "\(name(of: path)) is larger than one megabyte.")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ServiceError(.invalid, "\(name(of: path)) is not UTF-8.", hint: "Save the file as UTF-8.")
        }
        return text.asWrittenHere
    }

    /// Replaces the file at one stroke, so that a crash leaves the old or the new text and nothing between.
    static func replace(_ path: String, with data: Data) throws(ServiceError) {
        do {
            try FileManager.default.createDirectory(
                atPath: directory(of: path), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw ServiceError(
                .storage, "\(path) could not be written.",
                hint: "Check the directory's rights and free space.")
        }
    }

    static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    static func directory(of path: String) -> String {
        let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        return directory.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : directory
    }

    private static func unreadable(_ path: String, because code: Int32) -> ServiceError {
        ServiceError(
            .storage, "\(path) cannot be read: \(String(cString: strerror(code))).",
            hint: "Check its owner and rights.")
    }
}
