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
        let first = try await events(report, query, from: 0, limit: 1)
        guard first.count >= Self.reportPage, limit > first.count, let oldest = first.first?.time,
            let newest = first.last?.time
        else { return first }
        guard oldest < newest else {
            return first
                + (try await events(report, query, from: first.count, limit: limit - first.count))
        }
        let count = try await count(report, query)
        return try await events(report, query, from: max(0, count - limit), limit: limit)
    }

    func count(_ report: DynReport, _ query: DynReportQuery) async throws(ServiceError) -> Int {
        let operation = "reports.\(report.rawValue).count\(query.isUnique ? ".unique" : "")"
        let data = try await get(
            operation, report.path(unique: query.isUnique, count: true), query.parameters)
        return try (query.isUnique ? data["unique", "count"] : data["count"]).integer()
    }

    /// The pages that hold so many rows from `start` on.
    private func events(
        _ report: DynReport, _ query: DynReportQuery, from start: Int, limit: Int
    ) async throws(ServiceError) -> [DeliveryEvent] {
        var events: [DeliveryEvent] = []
        try await eachPage(of: report, query, from: start) { page in
            events += page
            return events.count < limit
        }
        return events
    }

    /// Every row of a report, in Dyn's order.
    func eachPage(
        of report: DynReport, _ query: DynReportQuery, from start: Int = 0,
        take: Gathering<DeliveryEvent>.Take
    ) async throws(ServiceError) {
        let suffix = query.isUnique ? ".unique" : ""
        // Help pages name a unique list after its kind, the client wants `unique`; both hold the same rows.
        let pages = DynPages(
            operation: "reports.\(report.rawValue)\(suffix)",
            path: report.path(unique: query.isUnique, count: false),
            list: report.rawValue, otherList: query.isUnique ? "unique" : nil, size: Self.reportPage,
            query: query.parameters)
        try await read(pages, from: start) { page async throws(ServiceError) in
            let events = try page.rows { event(&$0, of: report, query) }
            return try await take(events.placedInTime)
        }
    }

    private func event(
        _ row: inout RowReading, of report: DynReport, _ query: DynReportQuery
    ) -> DeliveryEvent {
        let person = person(&row, query)
        row.check("emailaddress", as: .address)
        // A bounce may be dated by its own time alone.
        let (date, bounced) = (row.date("date"), row.date("bouncetime"))
        let time = date ?? bounced
        if time == nil { row.require("date") }
        let link = row.text("clicklink") ?? ""
        // No row has an id: what tells it from others has to do.
        let place = time.map(\.withOffset) ?? "#\(row.number)"
        let native = [report.rawValue, place, person, link].filter { !$0.isEmpty }
        let bounceType = row.text("bouncetype") ?? ""
        if !["", "hard", "soft"].contains(bounceType.lowercased()) {
            row.mark("bouncetype", "is neither hard nor soft")
        }
        var event = DeliveryEvent(
            id: id(.event, native.joined(separator: " ")), account: connection.name, person: person,
            kind: report == .bounces ? Self.kind(ofBounce: bounceType) : report.kinds[0],
            time: time ?? Date(timeIntervalSince1970: 0))
        event.isUndated = time == nil
        event.link = link
        event.ip = row.text("ip") ?? ""
        event.reply = row.text("reason") ?? ""
        event.bounceType = bounceType
        if report == .bounces, event.kind == .unknown { event.setOwnKind("bounce") }
        if report == .bounces, bounceType.isEmpty { event.untold.insert("bounce_type") }
        event.bounceRule = row.text("bouncerule") ?? ""
        event.sender = row.text("sender") ?? ""
        event.headers = row.value(row.item["xheaders"], "is no list of headers", Self.headers) ?? []
        if query.isUnique { event.isUnique = true }
        if let date, bounced != date { event.bounced = bounced }
        return event
    }

    /// Whom a row is of; empty where it holds nothing at all, and so is nobody's.
    private func person(_ row: inout RowReading, _ query: DynReportQuery) -> String {
        guard let asked = query.person else { return row.name("emailaddress") }
        guard (try? row.item.members()) != nil else {
            row.require("emailaddress")
            return ""
        }
        // Whose reports were asked for needs no row to say.
        return row.text("emailaddress") ?? asked
    }

    private static func kind(ofBounce type: String) -> EventKind {
        switch type.lowercased() {
        case "hard": .bounceHard
        case "soft": .bounceSoft
        default: .unknown
        }
    }

    /// What a header of the list looks like is not documented: a text, or an object of name and value.
    private static func headers(_ list: JSONReader) -> [String]? {
        guard let items = try? list.itemsOrOne() else { return nil }
        return items.flatMap { item in
            if let text = try? item.text() { return [text] }
            return ((try? item.members()) ?? []).compactMap { name, value in
                (try? value.text()).map { "\(name): \($0)" }
            }
        }
    }
}
