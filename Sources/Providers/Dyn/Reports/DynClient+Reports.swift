import FoundationEssentials
import ServiceCore

extension DynClient {
    private static let reportPage = 500

    /// The newest rows of a report, at most about `limit`.
    ///
    /// The order is not documented: where the oldest come first, the end is read instead of the beginning.
    func events(
        _ report: DynReport, _ query: DynReportQuery, limit: Int
    ) async throws(ServiceError) -> [DeliveryEvent] {
        let first = try await events(report, query, from: 0, cap: 1)
        guard first.count >= Self.reportPage, limit > first.count, let oldest = first.first?.time,
            let newest = first.last?.time
        else { return first }
        guard oldest < newest else {
            return first + (try await events(report, query, from: first.count, cap: limit - first.count))
        }
        let count = try await count(report, query)
        return try await events(report, query, from: max(0, count - limit), cap: limit)
    }

    func count(_ report: DynReport, _ query: DynReportQuery) async throws(ServiceError) -> Int {
        let operation = "reports.\(report.rawValue).count\(query.isUnique ? ".unique" : "")"
        let data = try await get(
            operation, report.path(unique: query.isUnique, count: true), query.parameters)
        return try (query.isUnique ? data["unique", "count"] : data["count"]).integer()
    }

    private func events(
        _ report: DynReport, _ query: DynReportQuery, from start: Int, cap: Int
    ) async throws(ServiceError) -> [DeliveryEvent] {
        let suffix = query.isUnique ? ".unique" : ""
        // Help pages name a unique list after its kind, the client wants `unique`; both hold the same rows.
        let pages = DynPages(
            operation: "reports.\(report.rawValue)\(suffix)",
            path: report.path(unique: query.isUnique, count: false),
            list: report.rawValue, otherList: query.isUnique ? "unique" : nil, size: Self.reportPage,
            query: query.parameters)
        var events: [DeliveryEvent] = []
        try await read(pages, from: start, cap: cap) { page, _ throws(ServiceError) in
            for row in page { events.append(try event(row, of: report, isUnique: query.isUnique)) }
            return false
        }
        return events
    }

    private func event(
        _ row: JSONReader, of report: DynReport, isUnique: Bool
    ) throws(ServiceError) -> DeliveryEvent {
        let person = try row["emailaddress"].text()
        let time = try row["date"].date()
        let link = row.word("clicklink")
        // No row has an id: what tells it from others has to do.
        let native = [report.rawValue, DynDate.text(time), person, link].filter { !$0.isEmpty }
        var event = DeliveryEvent(
            id: id(.event, native.joined(separator: " ")), account: connection.name, person: person,
            kind: Self.kind(row, of: report), time: time)
        event.link = link
        event.ip = row.word("ip")
        event.reply = row.word("reason")
        event.bounceType = row.word("bouncetype")
        event.bounceRule = row.word("bouncerule")
        event.sender = row.word("sender")
        event.headers = Self.headers(row["xheaders"])
        if isUnique { event.isUnique = true }
        if let bounced = try? row["bouncetime"].date(), bounced != time {
            event.reply = "bounced \(bounced.formatted(.iso8601))"
        }
        return event
    }

    private static func kind(_ row: JSONReader, of report: DynReport) -> EventKind {
        guard report == .bounces else { return report.kinds[0] }
        return row.word("bouncetype").lowercased() == "soft" ? .bounceSoft : .bounceHard
    }

    /// What a header of the list looks like is not documented: a text, or an object of name and value.
    private static func headers(_ list: JSONReader) -> [String] {
        guard let items = try? list.items() else { return [] }
        return items.flatMap { item in
            if let text = try? item.text() { return [text] }
            return ((try? item.members()) ?? []).compactMap { name, value in
                (try? value.text()).map { "\(name): \($0)" }
            }
        }
    }
}
