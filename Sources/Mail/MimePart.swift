/// A part of a message's body: a text or a file, or parts within parts (RFC 2046).
package indirect enum MimePart: Sendable {
    case leaf(head: [UInt8], body: OpenBytes)
    /// - subtype: `alternative`, `related`, `mixed`.
    case multipart(subtype: String, parts: [MimePart])

    static func text(_ text: String, subtype: String) -> MimePart {
        let text = MailText(text)
        return self.text(OpenBytes(text.bytes), subtype, text.encoding, text.charset)
    }

    /// A text that is another for each person.
    static func text(_ text: OpenBytes, subtype: String) -> MimePart {
        self.text(text, subtype, "quoted-printable", "utf-8")
    }

    private static func text(
        _ bytes: OpenBytes, _ subtype: String, _ encoding: String, _ charset: String
    ) -> MimePart {
        let type = field(
            "Content-Type", "text/\(subtype)", [HeaderParameter(name: "charset", value: charset)])
        return .leaf(head: type + field("Content-Transfer-Encoding", encoding), body: bytes)
    }

    static func file(_ file: MailAttachment) -> MimePart {
        let isInline = file.contentID != nil
        var head = field("Content-Type", mediaType(file.type))
        head += field("Content-Transfer-Encoding", "base64")
        let name = file.name.isEmpty ? [] : [HeaderParameter(name: "filename", value: file.name)]
        head += field("Content-Disposition", isInline ? "inline" : "attachment", name)
        if let id = file.contentID {
            head += field("Content-ID", "<\(id.filter { $0 != "<" && $0 != ">" })>")
        }
        return .leaf(head: head, body: OpenBytes(Base64Lines.encode(file.bytes)))
    }

    /// Its head and body; boundaries are drawn until one is in nothing that it parts.
    package func written(_ random: inout some RandomNumberGenerator) -> (head: [UInt8], body: OpenBytes) {
        switch self {
        case .leaf(let head, let body): return (head, body)
        case .multipart(let subtype, let parts):
            let written = parts.map { $0.written(&random) }
            let boundary = Boundary.absent(from: written.flatMap { [$0.head] + $0.body.pieces }, &random)
            var parameters = [HeaderParameter(name: "boundary", value: boundary)]
            if subtype == "related" {
                // RFC 2387 §3.1 asks for the type of the root.
                parameters.insert(HeaderParameter(name: "type", value: parts[0].mediaType), at: 0)
            }
            return (
                Self.field("Content-Type", "multipart/\(subtype)", parameters),
                Self.joined(written, boundary)
            )
        }
    }

    private var mediaType: String {
        switch self {
        case .leaf: "text/html"
        case .multipart(let subtype, _): "multipart/\(subtype)"
        }
    }

    /// What belongs in open places is encoded so that no boundary can be in it.
    private static func joined(_ parts: [(head: [UInt8], body: OpenBytes)], _ boundary: String) -> OpenBytes {
        var output = OpenBytes()
        for (place, part) in parts.enumerated() {
            // The line end before a boundary is part of it, so bodies keep theirs.
            output += "\(place == 0 ? "" : "\r\n")--\(boundary)\r\n".utf8
            output += part.head
            output += [13, 10]
            output += part.body
        }
        output += "\r\n--\(boundary)--\r\n".utf8
        return output
    }

    private static func field(
        _ name: String, _ value: String, _ parameters: [HeaderParameter] = []
    ) -> [UInt8] {
        var header = FoldedHeader(name)
        header.append(value, parameters)
        return header.bytes
    }

    /// What is no `type/subtype`, or may not be in base64 (RFC 2046 §5), is bytes of no known kind.
    private static func mediaType(_ text: String) -> String {
        let plain = text.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        let halves = plain.split(separator: "/", omittingEmptySubsequences: false)
        let isType =
            halves.count == 2
            && halves.allSatisfy { half in
                !half.isEmpty && half.utf8.count <= 127
                    && half.utf8.allSatisfy { $0 < 128 && Mailbox.isAtomic($0) || $0 == 46 }
            }
        guard isType, halves[0] != "message", halves[0] != "multipart" else {
            return "application/octet-stream"
        }
        return plain
    }
}
