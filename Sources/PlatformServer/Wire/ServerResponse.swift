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
    package static func json(
        _ status: Int, _ value: some Encodable, headers: [(name: String, value: String)] = []
    ) -> ServerResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Payloads are objects of texts and numbers, which can be encoded.
        let body = (try? encoder.encode(value)) ?? Data("{}".utf8)
        return ServerResponse(
            status, headers: [("content-type", "application/json; charset=utf-8")] + headers,
            body: Array(body))
    }

    package static func text(_ status: Int, _ text: String) -> ServerResponse {
        ServerResponse(
            status, headers: [("content-type", "text/plain; charset=utf-8")], body: Array(text.utf8))
    }
}

/// A JSON object as a dialect writes it; a value that is nil is written as `null`.
///
/// ```swift
/// let group: JSONObject = ["id": 7, "nombre": "Clientes", "campos": ["a": "b"]]
/// ```
struct JSONObject: Encodable, Sendable, ExpressibleByDictionaryLiteral {
    typealias Value = any Encodable & Sendable

    private var members: [String: Value]

    init(dictionaryLiteral members: (String, Value)...) {
        self.members = Dictionary(uniqueKeysWithValues: members)
    }

    /// The member of a name; setting it to nil leaves it out.
    subscript(name: String) -> Value? {
        get { members[name] }
        set { members[name] = newValue }
    }

    func encode(to encoder: any Encoder) throws { try members.mapValues(Member.init).encode(to: encoder) }

    private struct Member: Encodable {
        let value: Value

        func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
    }
}
