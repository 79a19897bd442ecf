import Glibc
import ServiceCore
import Settings

/// A file whose text a field takes: named by `@path`, or by `NAME=@path` on the command line.
enum TextFile {
    /// In bytes; more than any message may have.
    private static let limit = 32 << 20

    /// - Throws: `.notFound` where there is none, `.storage` where it cannot be read, `.invalid` where it is too long
    ///   or no UTF-8.
    static func read(_ path: String) throws(ServiceError) -> String {
        let bytes: [UInt8]
        do throws(FileBytes.Fault) {
            bytes = try FileBytes.read(path, limit: limit)
        } catch {
            throw refusal(of: path, error)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ServiceError(.invalid, "The file “\(path)” is not UTF-8.", hint: "Save the file as UTF-8.")
        }
        return text.asWrittenHere
    }

    private static func refusal(of path: String, _ fault: FileBytes.Fault) -> ServiceError {
        switch fault {
        case .unreadable(ENOENT), .unreadable(ENOTDIR):
            ServiceError(
                .notFound, "There is no file “\(path)”.", hint: "Paths begin where sendboard was started.")
        case .unreadable(let code):
            ServiceError(
                .storage, "The file “\(path)” cannot be read: \(String(cString: strerror(code))).",
                hint: "Check its owner and rights.")
        case .tooLong:
            ServiceError(
                .invalid, "The file “\(path)” has more than \(NumberText.grouped(limit)) bytes.",
                hint: "No message may be so long.")
        }
    }
}
