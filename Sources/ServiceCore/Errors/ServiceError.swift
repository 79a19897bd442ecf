/// The one error that crosses a boundary of the service core.
///
/// Foreign errors (SQLite, DNS, HTTP) are mapped to it once, at the edge of their platform's folder.
package struct ServiceError: Error, Sendable, Equatable {
    /// What kind of failure this is; decides the exit code.
    package var code: Code
    /// What failed, on what: one sentence for a person, ending in a full stop.
    package var message: String
    /// What to do about it, or nil where nothing helps.
    package var hint: String?
    /// The form line that caused it, by the id of its form field.
    package var field: String?
    package var origin: Origin?
    /// How long the other side asked us to wait.
    package var retryAfter: Duration?
    /// What those who threw it know besides, each fact by its type (`fact`, `note`).
    private var facts: [any ErrorFact] = []

    package init(
        _ code: Code, _ message: String, hint: String? = nil, field: String? = nil, origin: Origin? = nil,
        retryAfter: Duration? = nil
    ) {
        self.code = code
        self.message = message
        self.hint = hint
        self.field = field
        self.origin = origin
        self.retryAfter = retryAfter
    }

    /// Where a failure arose: the connection, what it was doing and what the other side said.
    package struct Origin: Sendable, Equatable {
        package var connection: String
        package var operation: String
        /// An HTTP status, an SQLite result code: whatever that platform calls its status.
        package var status: Int?

        package init(connection: String, operation: String, status: Int? = nil) {
            self.connection = connection
            self.operation = operation
            self.status = status
        }
    }
}

extension ServiceError {
    /// What failed, and what to do about it.
    package var sentences: String { [message, hint ?? ""].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// Something that an error carries for those who know its type.
package protocol ErrorFact: Sendable, Equatable {}

extension ServiceError {
    package func fact<Fact: ErrorFact>(_ type: Fact.Type = Fact.self) -> Fact? {
        facts.lazy.compactMap { $0 as? Fact }.first
    }

    /// Sets the one fact of a type; nil takes it away.
    package mutating func note<Fact: ErrorFact>(_ fact: Fact?) {
        facts.removeAll { $0 is Fact }
        if let fact { facts.append(fact) }
    }

    package static func == (left: ServiceError, right: ServiceError) -> Bool {
        (left.code, left.message, left.hint, left.field, left.origin, left.retryAfter)
            == (right.code, right.message, right.hint, right.field, right.origin, right.retryAfter)
            && left.facts.count == right.facts.count
            && left.facts.allSatisfy { fact in right.facts.contains { fact.equals($0) } }
    }
}

extension ErrorFact {
    fileprivate func equals(_ other: any ErrorFact) -> Bool { other as? Self == self }
}

extension ServiceError {
    /// What may only be read, by an option of this run or by the settings.
    package static let readOnlyConnection = ServiceError(
        .readOnly, "This connection is read-only.",
        hint: "--read-only makes it so for one run, read-only in config.yaml for all.")

    /// The same of one connection beside others.
    package static func readOnlyConnection(_ id: ConnectionID) -> ServiceError {
        var named = readOnlyConnection
        named.message = "The connection “\(id.name)” is read-only."
        return named
    }
}

extension ServiceError {
    package enum Code: String, Sendable, CaseIterable {
        case unauthorized, forbidden, notFound, invalid, conflict, refused, quotaExhausted
        case insufficientCredit, rateLimited, unavailable, timedOut, unreachable, malformedAnswer
        case outcomeUnknown, cancelled, unsupported, readOnly, storage
        /// The platform does not give what it lists, though nothing that somebody typed was asked of it.
        case notListed

        /// How bad it is beside others; that nobody knows what was done is the worst.
        package var severity: Int {
            switch self {
            case .invalid: 0
            case .notFound: 1
            case .conflict, .refused, .forbidden, .quotaExhausted, .insufficientCredit, .unsupported,
                .readOnly:
                2
            case .unreachable, .timedOut, .unavailable, .rateLimited: 3
            case .unauthorized: 4
            case .malformedAnswer, .notListed, .cancelled, .storage: 5
            case .outcomeUnknown: 6
            }
        }

        /// The program's exit code when a command ends with this error, as `Manual/command-line.md` lists them.
        package var exitCode: Int32 {
            switch self {
            case .invalid: 2
            case .notFound: 3
            case .conflict, .refused, .forbidden, .quotaExhausted, .insufficientCredit, .unsupported,
                .readOnly:
                4
            case .unauthorized: 5
            case .unreachable, .timedOut, .unavailable, .rateLimited: 6
            case .malformedAnswer, .notListed, .outcomeUnknown, .cancelled, .storage: 1
            }
        }
    }
}

extension Result where Failure == ServiceError {
    /// What came of some work, for where an error cannot be thrown as the one that it is, such as out of a task.
    package init(
        isolation: isolated (any Actor)? = #isolation, of work: () async throws(ServiceError) -> Success
    ) async {
        do throws(ServiceError) { self = .success(try await work()) } catch { self = .failure(error) }
    }
}

extension String {
    /// A sentence as a part of another.
    package var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
