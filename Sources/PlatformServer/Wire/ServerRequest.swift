/// A request as a dialect reads it: taken apart, bounded, free of HTTP's own ways.
package struct ServerRequest: Sendable {
    /// Upper case.
    package var method: String
    /// The path's segments, percent-decoded; empty ones are left out, so a trailing slash is as none.
    package var path: [String]
    package var query: RequestFields
    /// Names in lower case, in the order they came.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// The address of the caller's machine, by which log-ins are slowed.
    package var caller: String

    package init(
        _ method: String, _ path: [String], query: RequestFields = RequestFields(),
        headers: [(name: String, value: String)] = [], body: [UInt8] = [], caller: String = "127.0.0.1"
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.caller = caller
    }

    /// The first header of this name.
    package func header(_ name: String) -> String? {
        headers.first { $0.name == name.lowercased() }?.value
    }
}
