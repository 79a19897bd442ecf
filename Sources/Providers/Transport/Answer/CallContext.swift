package import ServiceCore

/// Which call an answer belongs to; makes the errors that arise from it.
package struct CallContext: Sendable, Hashable {
    /// The platform's title, as sentences begin with it: `Dyn`.
    package let platform: String
    package let connection: ConnectionID
    package let operation: String
    package let isRead: Bool
    /// The HTTP status, once there is one.
    package var status: Int?

    package init(
        platform: String, connection: ConnectionID, operation: String, isRead: Bool, status: Int? = nil
    ) {
        self.platform = platform
        self.connection = connection
        self.operation = operation
        self.isRead = isRead
        self.status = status
    }

    /// An error of this call, its origin filled in.
    package func error(
        _ code: ServiceError.Code, _ message: String, hint: String? = nil, field: String? = nil,
        retryAfter: Duration? = nil
    ) -> ServiceError {
        ServiceError(
            code, message, hint: hint, field: field,
            origin: ServiceError.Origin(connection: connection.name, operation: operation, status: status),
            retryAfter: retryAfter)
    }

    /// What to do where the platform refuses what it was sent; a read that asks for a list holds nothing to correct.
    package var refusalHint: String {
        isRead
            ? "Try again; if it stays, look into \(platform)’s own console." : "Correct them and try again."
    }

    /// An answer that came and cannot be read: `.malformedAnswer`, after a write `.outcomeUnknown`.
    ///
    /// - Parameter problem: the end of a sentence: `data.senders is missing`.
    package func malformed(_ problem: String) -> ServiceError {
        guard isRead else { return unknown("\(platform)’s answer cannot be read (\(problem))") }
        return error(
            .malformedAnswer, "\(platform)’s answer to \(operation) cannot be read: \(problem).",
            hint: "Try again; if it stays, check base-url, or the platform has changed its answers.")
    }

    /// The answer to a write was lost, so that nobody here knows whether it was carried out.
    ///
    /// - Parameter cause: the beginning of a sentence, without its full stop.
    package func unknown(_ cause: String) -> ServiceError {
        error(
            .outcomeUnknown, "\(cause): whether \(operation) was carried out is unknown.",
            hint: "Refresh and look at the platform before you repeat it.")
    }
}
