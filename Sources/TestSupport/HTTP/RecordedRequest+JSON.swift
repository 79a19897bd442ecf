import Foundation

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
