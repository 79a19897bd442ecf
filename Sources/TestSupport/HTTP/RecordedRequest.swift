import Foundation

/// One request as it came, byte by byte, and its parts.
package struct RecordedRequest: Sendable {
    package let method: String
    /// As it came: `/senders?apikey=0f`.
    package let target: String
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]
    /// Head and body as they came.
    package let bytes: [UInt8]

    /// The target without its query, percent-encoding left as it is.
    package var path: String { String(target.prefix { $0 != "?" }) }

    package var bodyText: String { String(decoding: body, as: UTF8.self) }

    /// The first header of that name, in whatever case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The query's parameters, decoded.
    package var query: FormFields { FormFields(target.drop { $0 != "?" }.dropFirst()) }

    /// The body's parameters, decoded, where it is a form.
    package var form: FormFields { FormFields(bodyText[...]) }

    /// The first request in the bytes and its length; nil where it is not whole yet.
    static func first(in bytes: [UInt8]) -> (RecordedRequest, length: Int)? {
        let separator = Array("\r\n\r\n".utf8)
        guard let headEnd = bytes.firstRange(of: separator) else { return nil }
        let lines = String(decoding: bytes[..<headEnd.lowerBound], as: UTF8.self).components("\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count == 3 else { return nil }
        let headers = lines.dropFirst().map { line in
            let name = line.prefix { $0 != ":" }
            return (name: String(name), value: String(line.dropFirst(name.count + 1).drop { $0 == " " }))
        }
        let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        let end = headEnd.upperBound + length
        guard bytes.count >= end else { return nil }
        let request = RecordedRequest(
            method: String(words[0]), target: String(words[1]), headers: headers,
            body: Array(bytes[headEnd.upperBound..<end]), bytes: Array(bytes[..<end]))
        return (request, end)
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}

extension RecordedRequest {
    /// The body as JSON with its names sorted, to be compared with `canonical` of what is expected.
    ///
    /// `try #expect(request.json() == RecordedRequest.canonical(#"{"owner_id": "7"}"#))`
    package func json() throws -> String {
        try Self.canonical(bodyText)
    }

    /// JSON in its one sorted and compact form.
    package static func canonical(_ json: String) throws -> String {
        let value = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
        let options: JSONSerialization.WritingOptions = [
            .sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes,
        ]
        return String(
            decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
    }
}
