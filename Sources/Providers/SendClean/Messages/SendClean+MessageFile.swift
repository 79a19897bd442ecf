import FoundationEssentials
import ServiceCore

extension SendClean {
    /// A file that goes with a message.
    struct MessageFile: Sendable {
        let type: String
        /// The file's name; of an image the content id that the HTML refers to.
        let name: String
        let content: [UInt8]

        /// One file may have as much as most mail systems take of a whole message.
        static let limit = 10 << 20

        /// - Throws: `.invalid` on the field where it cannot be read, is no plain file or is too long.
        init(path: String, name: String? = nil, field: FieldID) throws(ServiceError) {
            let fileName = path.split(separator: "/").last.map { String($0) } ?? path
            func refused(_ reason: String) -> ServiceError {
                ServiceError(
                    .invalid, "The file \(fileName) \(reason).", hint: "Choose another file.", field: field)
            }
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular else {
                throw refused("is not there or is no plain file")
            }
            guard let length = attributes[.size] as? Int, length <= Self.limit else {
                throw refused("is longer than \(Self.limit >> 20) MiB")
            }
            guard let content = FileManager.default.contents(atPath: path) else {
                throw refused("cannot be read")
            }
            self.content = Array(content)
            self.name = name ?? fileName
            let ending = fileName.split(separator: ".").last.map { $0.lowercased() } ?? ""
            type = Self.types[ending] ?? "application/octet-stream"
        }

        /// `{type, name, content}` with the content in Base64 (`WIRE.md` §8).
        var json: JSONValue {
            [
                "type": .string(type), "name": .string(name),
                "content": .string(Data(content).base64EncodedString()),
            ]
        }

        private static let types = [
            "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
            "webp": "image/webp", "svg": "image/svg+xml", "pdf": "application/pdf", "txt": "text/plain",
            "csv": "text/csv", "html": "text/html", "htm": "text/html", "ics": "text/calendar",
            "json": "application/json", "xml": "application/xml", "zip": "application/zip",
        ]
    }
}
