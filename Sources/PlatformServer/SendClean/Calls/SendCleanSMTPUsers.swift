import Platform
import ServiceCore

/// The calls on SMTP users (`Providers/SendClean/WIRE.md` §4).
enum SendCleanSMTPUsers {
    static let calls: [String: SendCleanCall] = [
        "settings/addSmtp": .post(add), "settings/editSmtp": .post(edit),
        "settings/resetSmtpPassword": .post(resetPassword), "settings/listSmtp": .post(list),
    ]

    private static let limits = ["total_limit", "hourly_limit"]

    private static func add(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        for limit in limits { _ = try call.parameters.required(limit) }
        let outcome = try await call.tenant.smtpUsers.create(try limitValues(call.parameters))
        return credentials("SMTP User Created", try SendCleanCall.row(outcome))
    }

    private static func edit(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        _ = try call.parameters.required("smtp_user_name")
        var changes = try limitValues(call.parameters)
        changes["enabled"] = try call.parameters.word("status", ["Enable": "yes", "Disable": "no"])
        let values = changes
        _ = try await call.tenant.settled { () async throws(ServiceError) in
            try await call.tenant.smtpUsers.update(try await user(call), values)
        }
        return ["message": "SMTP User Updated"]
    }

    private static func resetPassword(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        let outcome = try await call.tenant.smtpUsers.perform("reset-password", on: [try await user(call)])
        return credentials("password reseted", try SendCleanCall.row(outcome))
    }

    /// Ignores limits: the Python client's call to make a user comes here with them.
    private static func list(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        ["smtp_list": try await call.tenant.smtpUsers.all().map(item)]
    }

    private static func limitValues(_ parameters: SendCleanParameters) throws(ServiceError) -> FormValues {
        var values = FormValues()
        for limit in limits { values[limit] = try parameters.count(limit, from: 1).map { String($0) } }
        return values
    }

    private static func user(_ call: SendCleanCaller) async throws(ServiceError) -> SMTPUser {
        try await call.row(call.tenant.smtpUsers, "smtp_user_name")
    }

    private static func credentials(_ message: String, _ user: SMTPUser) -> JSONObject {
        [
            "message": message, "smtp_user_name": user.name,
            "smtp_password": user.password?.reveal() ?? "",
        ]
    }

    /// The pages differ on what a password is called, so it has both names.
    private static func item(_ user: SMTPUser) -> JSONObject {
        let password = user.password?.reveal() ?? ""
        return [
            "smtp_user_name": user.name, "password": password, "smtp_password": password,
            "status": SendCleanForm.enabled(user.isEnabled), "total_limit": user.totalLimit ?? 0,
            "hourly_limit": user.hourlyLimit ?? 0,
        ]
    }
}

/// The one call on the account itself (`Providers/SendClean/WIRE.md` §9).
enum SendCleanAccount {
    static let calls: [String: SendCleanCall] = ["account/viewUserDetail": .post(detail)]

    private static func detail(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        let standing = try await call.tenant.standing()
        let user: JSONObject = [
            "name": standing.name, "email": standing.email,
            // A number: its digits without plus or blanks.
            "mobile": Int(standing.phone.filter { $0.isASCII && $0.isNumber }) ?? 0,
            "create_date": SendCleanForm.seconds(standing.created),
            "allowed_speed": standing.allowedSpeed, "reputation": "\(standing.reputation)%",
        ]
        return ["user_data": user]
    }
}
