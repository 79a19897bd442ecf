import Foundation
import Mail
import Platform
import ServiceCore

/// Reads the files that come with a message (`Providers/SendClean/WIRE.md` §8).
enum SendCleanFile {
    /// Attachments, and images, which stand in the HTML that names them by their content id.
    static func all(_ message: SendCleanParameters) throws(ServiceError) -> [MailAttachment] {
        try message.objects("attachments").map { file throws(ServiceError) in try read(file, isImage: false) }
            + message.objects("images").map { file throws(ServiceError) in try read(file, isImage: true) }
    }

    private static func read(
        _ file: SendCleanParameters, isImage: Bool
    ) throws(ServiceError) -> MailAttachment {
        guard let name = try file.line("name") else { throw file.fault("name", "is required") }
        let type = try file.line("type") ?? "application/octet-stream"
        guard type.wholeMatch(of: /[\w!#$&^.+\-]+\/[\w!#$&^.+\-]+(\s*;.*)?/) != nil else {
            throw file.fault("type", "“\(type)” is no media type")
        }
        if isImage, !type.lowercased().hasPrefix("image/") {
            throw file.fault("type", "must begin with image/")
        }
        return MailAttachment(
            name: name, type: type, bytes: try content(of: file), contentID: isImage ? name : nil)
    }

    /// Base64, whose lines may be broken as mail breaks them.
    private static func content(of file: SendCleanParameters) throws(ServiceError) -> [UInt8] {
        let text = try file.required("content").utf8.filter { $0 > UInt8(ascii: " ") }
        guard let bytes = Data(base64Encoded: Data(text)) else {
            throw file.fault("content", "is no Base64")
        }
        return Array(bytes)
    }
}
