/// One of the wire APIs that the platform speaks: its paths, its payloads, its errors.
package protocol Dialect: Sendable {
    /// The platform's name, which is the folder's: `Dyn`.
    static var name: String { get }

    init(_ host: DialectHost)

    /// Whether a request to this path is for it.
    func serves(_ path: [String]) -> Bool

    /// Never throws: a failure is an answer too, in the platform's own shape.
    func answer(_ request: ServerRequest) async -> ServerResponse

    /// The answer to a request that could not be read, in the platform's own shape.
    func refusal(_ fault: RequestFault) -> ServerResponse
}

/// Why a request never reached a dialect.
package enum RequestFault: Error, Hashable {
    /// The body is longer than the server takes.
    case tooLarge
    /// The body did not come in the time that there is for it.
    case tooSlow
    /// What came breaks HTTP's rules or its limits.
    case malformed
}
