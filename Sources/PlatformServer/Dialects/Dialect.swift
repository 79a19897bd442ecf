/// One of the wire APIs that the platform speaks: its paths, its payloads, its errors.
package protocol Dialect: Sendable {
    /// The platform's name, which is the folder's: `Dyn`.
    static var name: String { get }

    /// In bytes; no body of it is longer, whatever the server takes.
    static var bodyLimit: Int { get }

    init(_ host: DialectHost)

    /// Whether a request to this path is for it.
    func serves(_ path: [String]) -> Bool

    /// What is known of the caller before a long body is read.
    ///
    /// - Parameter request: with as much of its body as has come, which may be none.
    func admission(_ request: ServerRequest) async -> Admission

    /// Never throws: a failure is an answer too, in the platform's own shape.
    func answer(_ request: ServerRequest) async -> ServerResponse

    /// The answer to a request that could not be read, in the platform's own shape.
    func refusal(_ fault: RequestFault) -> ServerResponse
}

extension Dialect {
    package static var bodyLimit: Int { .max }
}

/// Whether a request's body is read.
package enum Admission: Sendable {
    /// The caller has a right key.
    case known
    /// Nothing tells yet whose request it is.
    case unknown
    /// It comes to nothing, whatever the body says.
    case refused(ServerResponse)
}

/// Why a request never reached a dialect.
package enum RequestFault: Error, Hashable {
    /// The body is longer than the server takes.
    case tooLarge
    /// The body did not come in the time that there is for it.
    case tooSlow
    /// All the memory that there is for bodies is taken.
    case busy
    /// The caller expects what this server does not know.
    case unknownExpectation
    /// What came breaks HTTP's rules or its limits.
    case malformed
}
