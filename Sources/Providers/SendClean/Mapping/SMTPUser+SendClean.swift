import ServiceCore

extension SMTPUser {
    /// An item of `smtp_list` (`WIRE.md` §4); how much was used is not told.
    init(sendClean row: inout RowReading, id: (String) -> ResourceID, account: String) {
        let name = row.name("smtp_user_name")
        self = .untold(id(name), account: account, name: name)
        // The example writes `password`, the table `smtp_password`.
        password = row.secret("smtp_password", "password")
        if password == nil { untold.insert("password") }
        if let status = row.text("status") {
            isEnabled = try? row.item["status"].flag()
            // Some other word than the two documented ones is shown as it stands.
            if isEnabled == nil { ownStatus = status }
        }
        hourlyLimit = row.count("hourly_limit")
        totalLimit = row.count("total_limit")
    }
}
