import Platform
import ServiceCore

/// The calls on SMTP users (`Providers/SendClean/WIRE.md` §4).
enum SendCleanSMTPUsers {
    static let calls: [String: SendCleanCall] = [
        "settings/addSmtp": .post(add), "settings/editSmtp": .post(edit),
        "settings/resetSmtpPassword": .post(resetPassword), "settings/listSmtp": .post(list),
    ]

    private static let limits = ["total_limit", "hourly_limit"]

    private static func add(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanSMTPPayload.Credentials {
        for limit in limits { _ = try parameters.required(limit) }
        let outcome = try await tenant.smtpUsers.create(try limitValues(parameters))
        return .init("SMTP User Created", try SendCleanCall.row(outcome))
    }

    private static func edit(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        _ = try parameters.required("smtp_user_name")
        var changes = try limitValues(parameters)
        changes["enabled"] = try parameters.word("status", ["Enable": "yes", "Disable": "no"])
        let values = changes
        _ = try await tenant.settled { () async throws(ServiceError) in
            try await tenant.smtpUsers.update(try await user(parameters, of: tenant), values)
        }
        return .init("SMTP User Updated")
    }

    private static func resetPassword(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanSMTPPayload.Credentials {
        let user = try await user(parameters, of: tenant)
        let outcome = try await tenant.smtpUsers.perform("reset-password", on: [user])
        return .init("password reseted", try SendCleanCall.row(outcome))
    }

    /// Ignores limits: the Python client's call to make a user comes here with them.
    private static func list(
        _ tenant: Tenant, _: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanSMTPPayload.List {
        .init(users: try await tenant.smtpUsers.all().map(SendCleanSMTPPayload.Item.init))
    }

    private static func limitValues(_ parameters: SendCleanParameters) throws(ServiceError) -> FormValues {
        var values = FormValues()
        for limit in limits { values[limit] = try parameters.count(limit, from: 1).map { String($0) } }
        return values
    }

    private static func user(
        _ parameters: SendCleanParameters, of tenant: Tenant
    ) async throws(ServiceError) -> SMTPUser {
        try await SendCleanCall.row(tenant.smtpUsers, parameters, "smtp_user_name")
    }
}
