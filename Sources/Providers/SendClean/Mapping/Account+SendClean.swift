import ServiceCore

extension Account {
    /// `user_data` (specs/sendclean.md §9).
    init(sendClean detail: JSONReader, id: (String) -> ResourceID) throws(ServiceError) {
        let email = try detail["email"].text()
        self.init(id: id(email), username: email)
        contactName = (try? detail["name"].text()) ?? ""
        phone = (try? detail["mobile"].text()) ?? ""
        created = detail["create_date"].sendCleanInstant
        reputation = try? detail["reputation"].number()
        allowedSpeed = try? detail["allowed_speed"].integer()
    }
}
