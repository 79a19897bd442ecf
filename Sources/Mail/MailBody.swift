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
