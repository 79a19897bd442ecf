import Providers
import ServiceCore
import TestSupport
import Testing

/// What the contract suite must be told of one hosted platform; a new platform joins with one of these.
struct ContractSubject: Sendable, CustomTestStringConvertible {
    /// As the registry names it.
    let kind: String
    /// The connection that the calls name in their ids.
    let connection: ConnectionID
    /// A server on which every call of the specification succeeds.
    let server: @Sendable () async throws -> ScriptedServer
    /// The call table of the platform.
    let calls: [PlatformCall]
    /// Whether a request changes something at the platform.
    let isWrite: @Sendable (RecordedRequest) -> Bool
    /// Whether a request asks to be let in; the suite's faults spare it.
    var isLogin: @Sendable (RecordedRequest) -> Bool = { _ in false }
    /// Answers that refuse in the platform's own way, and what they mean.
    let refusals: [Refusal]
    /// An answer that repeats a text in the platform's own error.
    let complaint: @Sendable (String) -> ScriptedAnswer
    /// The members of answers that hold keys, tokens and passwords.
    var secretMembers: Set<String> = []
    /// Secrets that the server of the table gives out itself, such as a session's token.
    var givenSecrets: [String] = []
    /// A list that comes in pages, as one that has this many rows; nil where the platform has none.
    var pages: Pages?

    struct Refusal: Sendable {
        let name: String
        let answer: ScriptedAnswer
        let code: ServiceError.Code

        init(_ name: String, _ answer: ScriptedAnswer, _ code: ServiceError.Code) {
            (self.name, self.answer, self.code) = (name, answer, code)
        }
    }

    struct Pages: Sendable {
        let kind: ResourceKind
        /// The filter, as typed, that asks for these rows alone; empty for all.
        var filter = ""
        /// Makes the server hand over this many rows, page after page.
        let script: @Sendable (ScriptedServer, _ total: Int) -> Void
        /// Makes the server hand over the same full page whatever is asked.
        let repeating: @Sendable (ScriptedServer) -> Void
    }

    var testDescription: String { kind }

    /// Every entry of the registry, one line each.
    static let all: [ContractSubject] = [.dyn, .sendClean, .dmds, .smsdrop]
}
