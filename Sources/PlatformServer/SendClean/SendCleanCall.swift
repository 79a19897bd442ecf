import FoundationEssentials
import Platform
import ServiceCore

/// One call of the API: how it is asked for and what it does for an account.
struct SendCleanCall: Sendable {
    /// Answers what stands beside `"status": "success"`.
    typealias Run = @Sendable (SendCleanCaller) async throws(ServiceError) -> JSONObject

    let method: String
    let run: Run

    static func post(_ run: @escaping Run) -> SendCleanCall { SendCleanCall(method: "POST", run: run) }

    static func get(_ run: @escaping Run) -> SendCleanCall { SendCleanCall(method: "GET", run: run) }

    /// Every call by its path, exactly as spelt; two that clients misspell are there twice.
    static let all: [String: SendCleanCall] = [
        SendCleanAccount.calls, SendCleanSMTPUsers.calls, SendCleanDomains.tracking, SendCleanDomains.sending,
        SendCleanWebhooks.calls, SendCleanMessages.calls,
    ].reduce(into: [:]) { all, group in all.merge(group) { first, _ in first } }

    /// The one row that an operation was about.
    static func row<R: Resource>(_ outcome: EditOutcome) throws(ServiceError) -> R {
        guard let row = outcome.rows.first?.resource as? R else {
            throw ServiceError(.storage, "The \(R.words.singular) cannot be read back.")
        }
        return row
    }
}

/// Who calls, and with what.
struct SendCleanCaller: Sendable {
    let tenant: Tenant
    let parameters: SendCleanParameters

    /// The account's row that a parameter names.
    func row<R: Revisioned>(_ rows: TenantRows<R>, _ parameter: String) async throws(ServiceError) -> R {
        let name = try parameters.required(parameter)
        guard let row = try await rows.find(name) else {
            throw parameters.fault(parameter, "“\(name)” is unknown")
        }
        return row
    }
}

/// The forms in which SendClean tells flags and times.
enum SendCleanForm {
    static func enabled(_ isOn: Bool?) -> String { isOn == true ? "Enable" : "Disable" }

    static func microseconds(_ date: Date?) -> Int { milliseconds(date) * 1000 }

    static func milliseconds(_ date: Date?) -> Int {
        Int(((date?.timeIntervalSince1970 ?? 0) * 1000).rounded())
    }

    /// 0 for what never was.
    static func seconds(_ date: Date?) -> Int { milliseconds(date) / 1000 }

    static func yes(_ isSo: Bool) -> String { isSo ? "Yes" : "No" }

    static func validity(_ isValid: Bool) -> JSONObject { ["valid": yes(isValid)] }
}
