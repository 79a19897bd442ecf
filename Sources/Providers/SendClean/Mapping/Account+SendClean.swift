import ServiceCore

extension Account {
    /// `user_data` (`WIRE.md` §9): the only one there is, so that no address is needed to tell it from others.
    init(sendClean row: inout RowReading, id: (String) -> ResourceID) {
        let email = row.name("email", else: "owner")
        row.check("email", as: .address)
        self = .untold(id(email), username: email)
        contactName = row.text("name") ?? ""
        phone = row.text("mobile") ?? ""
        created = row.sendCleanInstant("create_date")
        reputation = row.percentage("reputation")
        allowedSpeed = row.count("allowed_speed")
        leaveEmptyUntold()
        leaveEmptyTextsUntold()
    }
}
