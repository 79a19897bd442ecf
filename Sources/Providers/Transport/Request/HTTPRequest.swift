/// One call to a platform, as a value: what it is for, where it goes and whether it may be repeated.
///
/// Made with `read` or `write`, because the method does not tell: DMDS has GETs that change things.
///
/// ```swift
/// .read("senders.list", "senders", query: ["apikey": .secret(key), "startindex": 25])
/// .write("senders.create", "senders", body: .form(["apikey": .secret(key), "emailaddress": .text(address)]))
/// .write("contacts.invalidate", by: .get, "invalidar/\(address)")
/// ```
package struct HTTPRequest: Sendable {
    /// Names the call in errors, logs and the request log: `senders.list`. Never holds data.
    package let operation: String
    package let method: Method
    package let path: RequestPath
    package let query: Parameters
    /// Beside those that every request has; a value with a line break is refused.
    package var headers: Parameters
    package let body: Body
    /// Whether the call changes nothing, so that it may be asked again.
    package let isRead: Bool

    /// A call that changes nothing; asked again, at most twice, where the platform or the way to it failed.
    package static func read(
        _ operation: String, by method: Method = .get, _ path: RequestPath, query: Parameters = [:],
        headers: Parameters = [:], body: Body = .none
    ) -> HTTPRequest {
        HTTPRequest(
            operation: operation, method: method, path: path, query: query, headers: headers, body: body,
            isRead: true)
    }

    /// A call that may change something; sent once, and `.outcomeUnknown` where its answer is lost.
    package static func write(
        _ operation: String, by method: Method = .post, _ path: RequestPath, query: Parameters = [:],
        headers: Parameters = [:], body: Body = .none
    ) -> HTTPRequest {
        HTTPRequest(
            operation: operation, method: method, path: path, query: query, headers: headers, body: body,
            isRead: false)
    }

    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
    }

    /// What follows the head; any method may have one.
    package enum Body: Sendable {
        case none
        /// `application/x-www-form-urlencoded`, in the order given.
        case form(Parameters)
        /// `application/json`.
        case json(JSONValue)
        case bytes([UInt8], contentType: String)
    }
}
