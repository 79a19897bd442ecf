import ServiceCore

/// The calls on SMTP users (`WIRE.md` §4).
extension SendClean.Client {
    func listSMTPUsers() async throws(ServiceError) -> JSONReader {
        try await read("smtp-users.list", "settings/listSmtp")["smtp_list"]
    }

    func addSMTPUser(hourlyLimit: Int, totalLimit: Int) async throws(ServiceError) -> JSONReader {
        try await write(
            "smtp-users.create", "settings/addSmtp",
            ["total_limit": .integer(totalLimit), "hourly_limit": .integer(hourlyLimit)])
    }

    /// - Parameters: what is nil stays as it is.
    func editSMTPUser(
        _ name: String, hourlyLimit: Int? = nil, totalLimit: Int? = nil, isEnabled: Bool? = nil
    ) async throws(ServiceError) {
        var parameters: JSONValue = ["smtp_user_name": .string(name)]
        parameters.add("total_limit", totalLimit)
        parameters.add("hourly_limit", hourlyLimit)
        parameters.add("status", isEnabled.map { $0 ? "Enable" : "Disable" })
        _ = try await write("smtp-users.edit", "settings/editSmtp", parameters)
    }

    func resetSMTPPassword(_ name: String) async throws(ServiceError) -> JSONReader {
        try await write(
            "smtp-users.reset-password", "settings/resetSmtpPassword", ["smtp_user_name": .string(name)])
    }
}
