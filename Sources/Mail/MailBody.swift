/// What a message says and carries, from which the parts of its body are made.
package struct MailBody: Sendable {
    package var html: String
    package var text: String
    /// Whether a text is made of HTML that has none beside it.
    package var makesText = true
    package var files: [MailAttachment]
    /// Whether fields in double braces are filled in.
    package var hasFields = false
    /// Where in the HTML something else stands for each person.
    package var marks: [HTMLMark] = []

    package init(html: String = "", text: String = "", files: [MailAttachment] = []) {
        (self.html, self.text, self.files) = (html, text, files)
    }

    /// Text and HTML as alternatives, images of the HTML beside them, files beside all; no more than is needed.
    package var part: MimePart {
        let attached = files.filter { $0.contentID == nil || html.isEmpty }
        let body = html.isEmpty ? plain(text) : page
        guard !attached.isEmpty else { return body }
        return .multipart(subtype: "mixed", parts: [body] + attached.map(MimePart.file))
    }

    private var page: MimePart {
        let images = files.filter { $0.contentID != nil }
        guard !images.isEmpty else { return alternatives }
        return .multipart(subtype: "related", parts: [alternatives] + images.map(MimePart.file))
    }

    private var alternatives: MimePart {
        let page = FieldText(html, as: .html, marks: marks, hasFields: hasFields)
        let part =
            page.isPlain
            ? MimePart.text(html, subtype: "html") : .text(OpenBytes(quoting: page), subtype: "html")
        guard makesText || !text.isEmpty else { return part }
        return .multipart(subtype: "alternative", parts: [text.isEmpty ? madeText : plain(text), part])
    }

    private func plain(_ text: String) -> MimePart {
        let text = FieldText(text, as: .text, hasFields: hasFields)
        guard case .literal(let whole) = text.segments[0], text.isPlain else {
            return .text(OpenBytes(quoting: text), subtype: "plain")
        }
        return .text(whole, subtype: "plain")
    }

    /// Of the page as it was written, without what stands in place of marks.
    private var madeText: MimePart {
        let page = FieldText(html, as: .html, hasFields: hasFields)
        return page.isPlain
            ? .text(TextFromHTML.text(html), subtype: "plain")
            : .text(OpenBytes(textOf: page), subtype: "plain")
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
