import FoundationEssentials
import ServiceCore

/// The events or recipients below the numbers, and the cursor over them.
extension WatchModel {
    /// How many recipients are read at a time.
    static let recipientPage = 200

    private var shownIDs: [ResourceID] {
        list == nil ? latest?.events.map(\.id) ?? [] : recipients.map(\.id)
    }

    package var cursor: Int {
        let ids = shownIDs
        if let selectedID, let index = ids.firstIndex(of: selectedID) { return index }
        return max(0, min(lastIndex, ids.count - 1))
    }

    package func moveCursor(by step: Int) {
        let ids = shownIDs
        guard !ids.isEmpty else { return }
        lastIndex = max(0, min(cursor + step, ids.count - 1))
        // At the top of the events the cursor keeps to whatever is newest.
        selectedID = list == nil && lastIndex == 0 ? nil : ids[lastIndex]
        if list != nil, step > 0, lastIndex == ids.count - 1, hasMoreRecipients {
            recipientLimit = recipients.count + Self.recipientPage
            loadRecipients()
        }
    }

    /// The person under the cursor.
    package var person: String? {
        let cursor = cursor
        if list != nil { return recipients.indices.contains(cursor) ? recipients[cursor].name : nil }
        guard let events = latest?.events, events.indices.contains(cursor) else { return nil }
        return events[cursor].person
    }

    func forgetRecipients() {
        (selectedID, lastIndex) = (nil, 0)
        recipients = []
        (recipientTotal, hasMoreRecipients) = (.unknown, false)
        recipientFailure = nil
        recipientLimit = Self.recipientPage
    }

    func loadRecipients() {
        guard let list, let operations = control.recipients?(campaign),
            let listing = operations.operations.list
        else { return }
        work.start("watch.recipients", .replace) { [weak self, limit = recipientLimit] in
            guard let clock = self?.clock else { return }
            let parser = FilterParser(schema: operations.schema, now: clock.date(), zone: clock.zone)
            do throws(ServiceError) {
                let filter = try parser.parse(list.filter)
                let page = try await listing.page(ListRequest(filter: filter, limit: limit))
                if !Task.isCancelled { self?.take(page) }
            } catch {
                if !Task.isCancelled { self?.recipientFailure = error }
            }
        }
    }

    private func take(_ page: ListPage<Row>) {
        if selectedID == nil, recipients.indices.contains(lastIndex) { selectedID = recipients[lastIndex].id }
        recipients = page.items
        (recipientTotal, hasMoreRecipients) = (page.total, page.hasMore)
        recipientFailure = nil
    }
}
