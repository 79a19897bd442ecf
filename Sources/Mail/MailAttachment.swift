/// A file that goes with a message.
package struct MailAttachment: Sendable, Hashable {
    package var name: String
    /// `image/png`
    package var type: String
    package var bytes: [UInt8]
    /// For an image within the HTML: what its `cid:` says.
    package var contentID: String?

    package init(name: String, type: String, bytes: [UInt8], contentID: String? = nil) {
        self.name = name
        self.type = type
        self.bytes = bytes
        self.contentID = contentID
    }
}
