import ServiceCore

extension SMTPUser {
    /// An item of `smtp_list` (specs/sendclean.md §4); how much was used is not told.
    init(sendClean item: JSONReader, id: (String) -> ResourceID, account: String) throws(ServiceError) {
        let name = try item["smtp_user_name"].text()
        self.init(id: id(name), account: account, name: name)
        // The example writes `password`, the table `smtp_password`.
        password = try? item["smtp_password", "password"].secret()
        // Some other word than the two documented ones is at least not Enable.
        isEnabled = item["status"].ifPresent.map { (try? $0.flag()) ?? false } ?? true
        hourlyLimit = try? item["hourly_limit"].integer()
        totalLimit = try? item["total_limit"].integer()
        usedThisHour = nil
        usedInAll = nil
    }
}
