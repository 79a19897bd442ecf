import ServiceCore

extension SMTPUser {
    /// An item of `smtp_list` (specs/sendclean.md §4); how much was used is not told.
    init(sendClean row: inout RowReading, id: (String) -> ResourceID, account: String) {
        let name = row.name("smtp_user_name")
        self.init(id: id(name), account: account, name: name)
        // The example writes `password`, the table `smtp_password`.
        password = row.secret("smtp_password", "password")
        // Some other word than the two documented ones is at least not Enable.
        isEnabled = row.item["status"].ifPresent.map { (try? $0.flag()) ?? false } ?? true
        hourlyLimit = row.integer("hourly_limit")
        totalLimit = row.integer("total_limit")
        usedThisHour = nil
        usedInAll = nil
    }
}
