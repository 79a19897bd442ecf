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

extension Webhook {
    /// An item of `webhook_list`, or `webhook_data`, which alone has the counters (`WIRE.md` §7).
    init(sendClean row: inout RowReading, id: (String) -> ResourceID, account: String) {
        let number = row.name("webhook_id")
        let url = row.text("url")
        self = .untold(id(number), account: account, url: url ?? "")
        if url == nil { untold.insert("url") }
        row.require("url")
        row.check("url", as: .webURL)
        events = row.texts("event").map { Webhook.isAll($0) ? [] : $0 }
        let description = row.emptiableText(["description"])
        label = description ?? ""
        if description == nil { untold.insert("description") }
        key = row.secret("key")
        if events != nil { untold.remove("events") }
        if key != nil { untold.remove("key") }
        storesLog = row.flag("store_log")
        created = row.sendCleanInstant("create_date")
        lastSuccess = row.sendCleanInstant("last_success")
        totalEvents = row.count("total_event")
        leaveEmptyTextsUntold()
    }
}

extension SendingDomain: SendCleanDomain {
    static let word = "Sending"

    var records: [(label: String, state: DNSState)] { [("DKIM", dkimState), ("SPF", spfState)] }

    mutating func readListed(_ row: inout RowReading) {
        isVerified = row.validity("verify_domain")
        readState(&row)
    }

    mutating func readState(_ row: inout RowReading) {
        dkimState = row.dnsState("dkim")
        spfState = row.dnsState("spf")
    }
}

extension TrackingDomain: SendCleanDomain {
    static let word = "Tracking"

    var records: [(label: String, state: DNSState)] { [("CNAME", cnameState)] }

    /// A list has no `valid_tracking`, which follows the CNAME.
    mutating func readState(_ row: inout RowReading) {
        cnameState = row.dnsState("cname")
        isTracking = row.flag("valid_tracking") ?? cnameState.isRight
    }
}
