import Foundation

/// An answer as a dialect makes it.
package struct ServerResponse: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(_ status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// JSON in UTF-8; keys in the order of the alphabet and slashes as they are.
    package static func json(_ status: Int, _ value: some Encodable) -> ServerResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Payloads are structs of texts and numbers, which can be encoded.
        let body = (try? encoder.encode(value)) ?? Data("{}".utf8)
        return ServerResponse(
            status, headers: [("content-type", "application/json; charset=utf-8")], body: Array(body))
    }

    package static func text(_ status: Int, _ text: String) -> ServerResponse {
        ServerResponse(
            status, headers: [("content-type", "text/plain; charset=utf-8")], body: Array(text.utf8))
    }
}
