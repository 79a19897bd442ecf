import Platform
import ServiceCore

/// One call of the API: how it is asked for and what it does for an account.
struct SendCleanCall: Sendable {
    typealias Run<Answer> =
        @Sendable (Tenant, SendCleanParameters) async throws(ServiceError) -> Answer

    let method: String
    let answer: Run<ServerResponse>

    static func post<Answer: Encodable & SendableMetatype>(_ run: @escaping Run<Answer>) -> SendCleanCall {
        SendCleanCall("POST", run)
    }

    static func get<Answer: Encodable & SendableMetatype>(_ run: @escaping Run<Answer>) -> SendCleanCall {
        SendCleanCall("GET", run)
    }

    private init<Answer: Encodable & SendableMetatype>(_ method: String, _ run: @escaping Run<Answer>) {
        self.method = method
        answer = { tenant, parameters async throws(ServiceError) in
            .json(200, try await run(tenant, parameters))
        }
    }

    /// Every call by its path, exactly as spelt; two that clients misspell are there twice.
    static let all: [String: SendCleanCall] = [
        SendCleanAccount.calls, SendCleanSMTPUsers.calls, SendCleanTrackingDomains.calls,
        SendCleanSendingDomains.calls, SendCleanWebhooks.calls, SendCleanMessages.calls,
    ].reduce(into: [:]) { all, group in all.merge(group) { first, _ in first } }
}

extension SendCleanCall {
    /// A change that has no more to tell than that it was made.
    struct Done: Encodable {
        let status = "success"
        let message: String

        init(_ message: String) { self.message = message }
    }

    /// The one row that an operation was about.
    static func row<R: Resource>(_ outcome: EditOutcome) throws(ServiceError) -> R {
        guard let row = outcome.rows.first?.resource as? R else {
            throw ServiceError(.storage, "The \(R.words.singular) cannot be read back.")
        }
        return row
    }

    /// The account's row that a parameter names.
    static func row<R: Revisioned>(
        _ rows: TenantRows<R>, _ parameters: SendCleanParameters, _ parameter: String
    ) async throws(ServiceError) -> R {
        let name = try parameters.required(parameter)
        guard let row = try await rows.find(name) else {
            throw parameters.fault(parameter, "“\(name)” is unknown")
        }
        return row
    }
}
