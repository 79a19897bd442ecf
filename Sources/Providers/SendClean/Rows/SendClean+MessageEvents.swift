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
                    Gathering(
                        narrowedBy: ["batch"],
                        part: "SendClean tells of one message at a time: batch:ID, with its X-Unique-Id",
                        shortPart: "with batch:ID only",
                        pages: { filter, take async throws(ServiceError) in
                            for id in Self.uniqueIDs(in: filter) {
                                guard try await eachPage(of: id, take) else { return }
                            }
                        })),
                find: { key async throws(ServiceError) in try await find(key) })
        }

        private static func uniqueIDs(in filter: Filter) -> [String] {
            filter.terms.compactMap { term in
                guard case .field("batch", let comparison, .text(let id)) = term.test, comparison != .matches,
                    !term.isNegated
                else { return nil }
                return id
            }
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
            var events: [DeliveryEvent] = []
            _ = try await eachPage(of: uniqueID) { page in
                events += page
                return events.count < Gathering<DeliveryEvent>.defaultCap
            }
            return events
        }

        /// - Returns: whether more is wanted.
        private func eachPage(
            of uniqueID: String, _ take: Gathering<DeliveryEvent>.Take
        ) async throws(ServiceError) -> Bool {
            var account: String?
            var isMoreWanted = true
            try await eachPage(ofItems: uniqueID) { items async throws(ServiceError) in
                if account == nil { account = await context.owner.username() }
                let events = items.flatMap { item in
                    item.events(of: uniqueID, account: account ?? "", id: { context.id(.event, $0) })
                }
                isMoreWanted = try await take(events.placedInTime)
                return isMoreWanted
            }
            return isMoreWanted
        }

        func items(of uniqueID: String) async throws(ServiceError) -> [SendCleanMessageItem] {
            var items: [SendCleanMessageItem] = []
            try await eachPage(ofItems: uniqueID) { page in
                items += page
                return items.count < Gathering<DeliveryEvent>.defaultCap
            }
            return items
        }

        /// A page is said to have 100 rows, which is not certain: the next is asked for until one is empty.
        private static let pageSize = 100

        private func eachPage(
            ofItems uniqueID: String, _ take: Gathering<SendCleanMessageItem>.Take
        ) async throws(ServiceError) {
            var skipped = 0
            var last: JSONValue?
            while true {
                let answer = try await context.client.messageInfo(uniqueID, skipping: skipped)
                let page = try answer.rows(after: skipped) { SendCleanMessageItem(&$0) }
                if page.isEmpty { return }
                if answer.value == last {
                    // A short list that does not move on is a platform that has no second page.
                    guard page.count >= Self.pageSize else { return }
                    throw answer.malformed("is the same page again")
                }
                guard try await take(page) else { return }
                skipped += page.count
                last = answer.value
            }
        }
    }
}
