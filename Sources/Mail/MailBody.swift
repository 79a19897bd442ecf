import Crypto

/// What a message says and carries, from which the parts of its body are made.
package struct MailBody: Sendable {
    package var html: String
    package var text: String
    /// Whether a text is made of HTML that has none beside it.
    package var makesText = true
    package var files: [MailAttachment]

    package init(html: String = "", text: String = "", files: [MailAttachment] = []) {
        (self.html, self.text, self.files) = (html, text, files)
    }

    /// Text and HTML as alternatives, images of the HTML beside them, files beside all; no more than is needed.
    package var part: MimePart {
        let attached = files.filter { $0.contentID == nil || html.isEmpty }
        let body = html.isEmpty ? MimePart.text(text, subtype: "plain") : page
        guard !attached.isEmpty else { return body }
        return .multipart(subtype: "mixed", parts: [body] + attached.map(MimePart.file))
    }

    private var page: MimePart {
        let images = files.filter { $0.contentID != nil }
        guard !images.isEmpty else { return alternatives }
        return .multipart(subtype: "related", parts: [alternatives] + images.map(MimePart.file))
    }

    private var alternatives: MimePart {
        let page = MimePart.text(html, subtype: "html")
        guard makesText || !text.isEmpty else { return page }
        let plain = text.isEmpty ? TextFromHTML.text(html) : text
        return .multipart(subtype: "alternative", parts: [MimePart.text(plain, subtype: "plain"), page])
    }
}

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

/// A message as the bytes that go out, with their hash.
package struct WrittenMail: Sendable, Hashable {
    package let bytes: [UInt8]
    package let sha256: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        sha256 = Array(SHA256.hash(data: bytes))
    }

    /// - Parameter body: its own headers, then what it holds.
    package init(_ head: MailHead, _ body: (head: [UInt8], body: [UInt8])) {
        self.init(ending: head.bytes + body.head + [13, 10] + body.body)
    }

    /// A caller's whole message, in lines as a message has them.
    package init(raw: [UInt8]) { self.init(ending: MailText.canonical(raw)) }

    private init(ending bytes: [UInt8]) {
        self.init(bytes.suffix(2) == [13, 10] ? bytes : bytes + [13, 10])
    }
}
