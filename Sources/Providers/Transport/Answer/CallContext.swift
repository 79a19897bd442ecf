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

    /// What a platform refuses that refuses the call for what it holds; a read, a deletion or a switch holds nothing that
    /// somebody typed.
    package var refused: String { takesValues ? "the values" : deed }

    /// What kind of failure that is: where nothing was typed, nothing typed is wrong.
    package var refusalCode: ServiceError.Code {
        isRead && namesNoRow && verb != "log-in" ? .notListed : .invalid
    }

    /// What to do then.
    package var refusalHint: String {
        if takesValues { return "Correct them and try again." }
        return isRead
            ? "Try again; if it stays, look into \(platform)’s own console."
            : "Refresh and look at it: it may be gone, or not be in a state for this."
    }

    /// What to do where there is no such thing; what no row is named in cannot be gone.
    package var goneHint: String {
        namesNoRow
            ? "Check base-url; the platform may not offer this." : "Refresh: it may be gone."
    }

    private var takesValues: Bool {
        !isRead && !Self.bareVerbs.contains(verb) && operation != "whitelist.add"
    }

    private var verb: Substring { operation.split(separator: ".").last ?? "" }

    private var namesNoRow: Bool {
        Self.wholeVerbs.contains(verb)
            || ["account.", "reports.", "version."].contains { operation.hasPrefix($0) }
    }

    /// Of calls that carry the name of a row and nothing else.
    private static let bareVerbs: Set<Substring> = [
        "activate", "delete", "invalidate", "new-key", "remove", "reset-key", "reset-password", "retry",
        "revalidate", "seeding",
    ]
    /// Of calls that name no row.
    private static let wholeVerbs: Set<Substring> = [
        "add", "count", "create", "invalid", "list", "log-in", "send",
    ]

    /// An answer that came and cannot be read: `.malformedAnswer`, after a write `.outcomeUnknown`.
    ///
    /// - Parameter problem: the end of a sentence: `data.senders is missing`.
    package func malformed(_ problem: String) -> ServiceError {
        guard isRead else { return unknown("\(platform)’s answer cannot be read (\(problem))") }
        return error(
            .malformedAnswer, "\(platform)’s answer to \(deed) cannot be read: \(problem).",
            hint: "Try again; if it stays, check base-url, or the platform has changed its answers.")
    }

    /// The answer to a write was lost, so that nobody here knows whether it was carried out.
    ///
    /// - Parameter cause: the beginning of a sentence, without its full stop.
    package func unknown(_ cause: String) -> ServiceError {
        error(
            .outcomeUnknown, "\(cause): whether \(deed) was carried out is unknown.",
            hint: "Refresh and look at the platform before you repeat it.")
    }
}
