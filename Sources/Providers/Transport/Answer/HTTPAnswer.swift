package import ServiceCore

/// What a platform answered, whole.
package struct HTTPAnswer: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    /// At most the transport's response limit.
    package let body: [UInt8]
    /// From the first byte sent to the last received.
    package let duration: Duration
    /// What `Retry-After` asks for, whichever way it was written.
    package let retryAfter: Duration?
    package let call: CallContext
    /// What the platform's envelope held; a missing value where the body was empty.
    package internal(set) var payload: JSONReader

    /// The first header of that name, in whatever case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The body as JSON; a missing value where there is none.
    ///
    /// - Throws: `.malformedAnswer` (after a write `.outcomeUnknown`) where it is no JSON.
    package func json() throws(ServiceError) -> JSONReader {
        guard !body.allSatisfy({ $0 <= 0x20 }) else { return JSONReader(nil, call: call) }
        if let value = try? JSONParsing.value(body, charset) { return JSONReader(value, call: call) }
        if isWebPage { throw call.malformed("it is a web page, not data") }
        do throws(JSONParsing.Failure) {
            return JSONReader(try JSONParsing.value(body, charset), call: call)
        } catch {
            throw call.malformed(error.problem)
        }
    }

    private var charset: Charset? { header("content-type").flatMap { Charset(contentType: $0) } }

    private var isWebPage: Bool {
        header("content-type")?.lowercased().contains("html") == true
            || body.first { $0 > 0x20 } == UInt8(ascii: "<")
    }
}
