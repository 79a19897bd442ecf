import ServiceCore

extension SendClean {
    /// What became of messages; the platform tells it of one message at a time, by its `X-Unique-Id`.
    ///
    /// The activity shows them for `batch:ID`, and nothing of SendClean without; `:message ID` opens one.
    struct MessageEvents: Sendable {
        let context: Context

        func operations() -> ResourceOperations<DeliveryEvent> {
            ResourceOperations(
                list: .gathered(
                    sort: RowOrder("time", ascending: false),
                    Gathering(narrowedBy: ["batch"]) { filter async throws(ServiceError) in
                        try await events(Self.uniqueIDs(in: filter))
                    }),
                find: { key async throws(ServiceError) in try await find(key) })
        }

        private static func uniqueIDs(in filter: Filter) -> [String] {
            filter.terms.compactMap { term in
                guard case .field("batch", _, .text(let id)) = term.test, !term.isNegated else { return nil }
                return id
            }
        }

        private func events(_ uniqueIDs: [String]) async throws(ServiceError) -> [DeliveryEvent] {
            var events: [DeliveryEvent] = []
            for id in uniqueIDs { events += try await self.events(of: id) }
            return events
        }

        /// An event by its own id, or the newest of the message with this id.
        private func find(_ key: String) async throws(ServiceError) -> DeliveryEvent? {
            if let mark = key.lastIndex(of: "#") {
                let events = try await events(of: String(key[..<mark]))
                if let event = events.first(where: { $0.id.native == key }) { return event }
            }
            return try await events(of: key).max { $0.time < $1.time }
        }

        func events(of uniqueID: String) async throws(ServiceError) -> [DeliveryEvent] {
            let items = try await items(of: uniqueID)
            guard !items.isEmpty else { return [] }
            let account = await context.owner.username()
            return items.flatMap { item in
                item.events(of: uniqueID, account: account, id: { context.id(.event, $0) })
            }.placedInTime
        }

        /// A page is said to have 100 rows, which is not certain: the next is asked for until one is empty.
        private static let pageSize = 100

        func items(of uniqueID: String) async throws(ServiceError) -> [SendCleanMessageItem] {
            var items: [SendCleanMessageItem] = []
            var last: JSONValue?
            while true {
                let answer = try await context.client.messageInfo(uniqueID, skipping: items.count)
                let page = try answer.rows(after: items.count) { SendCleanMessageItem(&$0) }
                if page.isEmpty { break }
                if answer.value == last {
                    // A short list that does not move on is a platform that has no second page.
                    guard page.count >= Self.pageSize else { break }
                    throw answer.malformed("is the same page again")
                }
                items += page
                last = answer.value
            }
            return items
        }
    }
}
