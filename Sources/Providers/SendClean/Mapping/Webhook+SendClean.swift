import ServiceCore

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
