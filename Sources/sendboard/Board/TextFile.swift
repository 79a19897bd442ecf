import Foundation
import ServiceCore

/// A file that a form's field names by `@path`.
enum TextFile {
    /// - Throws: `.notFound` where it is no readable file of UTF-8 text.
    static func read(_ path: String) throws(ServiceError) -> String {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(validating: data, as: UTF8.self)
        else {
            throw ServiceError(
                .notFound, "The file “\(path)” cannot be read as text.",
                hint: "Paths begin where sendboard was started.")
        }
        return text.asWrittenHere
    }
}
