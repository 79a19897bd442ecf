import Foundation
import ServiceCore

/// An answer with lists that may be long: written row by row, so that little more than its text is held.
struct LongAnswer {
    /// In bytes; more than a caller can read at once.
    private static let longest = 64 << 20

    private let encoder = JSONEncoder()
    private var body: [UInt8] = []
    private var isFirst = true

    /// - Parameter head: the other members beside the status.
    init(_ head: JSONObject = [:]) {
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var head = head
        head["status"] = "ok"
        body = bytes(head)
        // Its closing brace.
        body.removeLast()
    }

    /// Writes a list from pages, until one is not full.
    mutating func list<Row: Sendable>(
        _ name: String, pageLength: Int = 1000,
        pages: (_ last: Row?, _ limit: Int) async throws(ServiceError) -> [Row],
        payload: (Row) -> JSONObject
    ) async throws(ServiceError) {
        body += ",\"\(name)\":[".utf8
        isFirst = true
        var last: Row?
        while true {
            let page = try await pages(last, pageLength)
            for row in page { try append(payload(row)) }
            last = page.last
            if page.count < pageLength { break }
        }
        body += "]".utf8
    }

    private mutating func append(_ payload: JSONObject) throws(ServiceError) {
        if !isFirst { body += ",".utf8 }
        isFirst = false
        body += bytes(payload)
        guard body.count <= Self.longest else {
            throw ServiceError(.refused, "too many rows for one answer: ask with ver_eventos, page by page")
        }
    }

    private func bytes(_ payload: JSONObject) -> [UInt8] {
        // Payloads are objects of texts and numbers, which can be encoded.
        (try? encoder.encode(payload)).map { Array($0) } ?? Array("{}".utf8)
    }

    var response: ServerResponse {
        ServerResponse(
            200, headers: [("content-type", "application/json; charset=utf-8")], body: body + "}".utf8)
    }
}
