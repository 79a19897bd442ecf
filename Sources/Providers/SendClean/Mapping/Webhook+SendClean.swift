import ServiceCore

extension Webhook {
    /// An item of `webhook_list`, or `webhook_data`, which alone has the counters (specs/sendclean.md §7).
    init(sendClean item: JSONReader, id: (String) -> ResourceID, account: String) throws(ServiceError) {
        self.init(
            id: id(try item["webhook_id"].text()), account: account, url: try item["url"].text())
        let told = (try? item["event"].texts()) ?? []
        events = SendClean.Webhooks.isAll(told) ? [] : told
        label = (try? item["description"].text()) ?? ""
        key = try? item["key"].secret()
        storesLog = (try? item["store_log"].flag()) ?? false
        created = item["create_date"].sendCleanInstant
        lastSuccess = item["last_success"].sendCleanInstant
        totalEvents = try? item["total_event"].integer()
    }
}
