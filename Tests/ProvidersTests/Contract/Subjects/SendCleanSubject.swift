import ServiceCore
import TestSupport

extension ContractSubject {
    static let sendClean = ContractSubject(
        kind: "sendclean", connection: "mail", server: { try await SendCleanServer().server },
        calls: SendCleanCalls.all,
        isWrite: { request in
            !SendCleanCalls.reads.contains("\(request.method) \(request.path.dropFirst("/v1.0/".count))")
        },
        refusals: [
            Refusal("200 with a wrong token", .json(SendCleanFixtures.authenticationError), .unauthorized),
            Refusal("200 with a wrong value", .json(SendCleanFixtures.validationError), .notListed),
            Refusal("an unknown page", .json(SendCleanFixtures.pageNotFound, status: 404), .unsupported),
        ],
        complaint: {
            .json(#"{"status": "error", "name": "ValidationError", "message": "wrong: \#($0) here"}"#)
        },
        secretMembers: ["password", "smtp_password", "key"])
}
