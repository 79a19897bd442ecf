import ServiceCore

extension Account {
    /// `user_data` (specs/sendclean.md §9).
    init(sendClean row: inout RowReading, id: (String) -> ResourceID) {
        let email = row.name("email")
        self = .untold(id(email), username: email)
        contactName = row.text("name") ?? ""
        phone = row.text("mobile") ?? ""
        created = row.sendCleanInstant("create_date")
        reputation = row.number("reputation")
        allowedSpeed = row.integer("allowed_speed")
    }
}
