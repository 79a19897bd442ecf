import ServiceCore

extension Webhook {
    /// An item of `webhook_list`, or `webhook_data`, which alone has the counters (specs/sendclean.md §7).
    init(sendClean row: inout RowReading, id: (String) -> ResourceID, account: String) {
        let number = row.name("webhook_id")
        self.init(id: id(number), account: account, url: row.text("url") ?? number)
        row.require("url")
        let told = row.texts("event") ?? []
        events = SendClean.Webhooks.isAll(told) ? [] : told
        label = row.text("description") ?? ""
        key = row.secret("key")
        storesLog = row.flag("store_log") ?? false
        created = row.sendCleanInstant("create_date")
        lastSuccess = row.sendCleanInstant("last_success")
        totalEvents = row.integer("total_event")
    }
}
