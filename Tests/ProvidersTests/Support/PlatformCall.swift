import ServiceCore
import Testing

/// One call of a platform's specification, with the operation that makes it and where it stands on the board.
struct PlatformCall: Sendable, CustomTestStringConvertible {
    /// As the specification writes it: `GET /senders`.
    let call: String
    /// The operation that makes it: `sender list`, `contact whitelist`.
    let operation: String
    /// Where a person finds it: `2 Senders`, `5 Contacts w`, `:batch`.
    let place: String
    /// Makes the operation call the platform.
    let run: @Sendable (Connection) async throws -> Void

    var testDescription: String { "\(call) by \(operation), at \(place)" }
}
