import FoundationEssentials
import ServiceCore

/// Dyn's seven reports as one activity, newest first; the last 30 days unless the filter says when.
struct DynActivity: Sendable {
    let client: DynClient
    let now: @Sendable () -> Date

    func operations() -> ResourceOperations<DeliveryEvent> {
        let whole = Listing.gathered(
            sort: RowOrder("time", ascending: false),
            Gathering(
                narrowedBy: DynEventScope.fields,
                total: { filter async throws(ServiceError) in try await total(filter) },
                load: { filter async throws(ServiceError) in
                    try await events(DynEventScope(filter, now: now()))
                }))
        return ResourceOperations(
            list: Listing(
                sortable: whole.sortable, gathering: whole.gathering,
                count: { filter async throws(ServiceError) in
                    if let total = try await total(filter) { return total }
                    return try await whole.count?(filter) ?? 0
                },
                page: whole.page))
    }

    /// Nil where the reports cannot be narrowed so, or are not all counted.
    private func total(_ filter: Filter) async throws(ServiceError) -> Int? {
        let scope = DynEventScope(filter, now: now())
        guard scope.isExact else { return nil }
        let counts = try await counts(scope)
        return counts.count == scope.reports.count ? counts.reduce(0) { $0 + $1.count } : nil
    }

    /// The rows of these reports, newest first, none kind crowding out another.
    ///
    /// - Throws: what Dyn says where it has none of these reports; one that is missing among others is left out.
    func events(_ scope: DynEventScope) async throws(ServiceError) -> [DeliveryEvent] {
        let (events, missing) = try await offered(scope)
        guard let first = missing.first, missing.count == scope.reports.count else { return events }
        return try await client.events(first, scope.query, limit: 1)
    }

    /// The rows of the reports that the platform has, and the reports that it has not.
    func offered(
        _ scope: DynEventScope
    ) async throws(ServiceError) -> (events: [DeliveryEvent], missing: [DynReport]) {
        guard !scope.reports.isEmpty else { return ([], []) }
        let limit = Gathering<Row>.defaultCap / scope.reports.count
        let parts = try await atOnce(scope.reports) { report async throws(ServiceError) in
            try await ifOffered { () async throws(ServiceError) in
                try await client.events(report, scope.query, limit: limit)
            }
        }
        let missing = zip(scope.reports, parts).filter { $0.1 == nil }.map(\.0)
        let events = parts.compactMap(\.self).flatMap(\.self)
        return (Self.numbered(events).sorted { $0.time > $1.time }, missing)
    }

    /// Of the reports that the platform counts.
    func counts(
        _ scope: DynEventScope
    ) async throws(ServiceError) -> [(report: DynReport, count: Int)] {
        let counts = try await atOnce(scope.reports) { report async throws(ServiceError) in
            try await ifOffered { () async throws(ServiceError) in
                try await client.count(report, scope.query)
            }
        }
        return zip(scope.reports, counts).compactMap { report, count in
            count.map { (report: report, count: $0) }
        }
    }

    /// Tells rows apart that Dyn does not: the same thing twice in one second.
    private static func numbered(_ events: [DeliveryEvent]) -> [DeliveryEvent] {
        var seen: [ResourceID: Int] = [:]
        return events.map { event in
            let number = seen[event.id, default: 0] + 1
            seen[event.id] = number
            return number == 1 ? event : event.numbered(number)
        }
    }
}

extension DeliveryEvent {
    fileprivate func numbered(_ number: Int) -> DeliveryEvent {
        let id = ResourceID(id.connection, id.kind, "\(id.native) #\(number)")
        var copy = DeliveryEvent(id: id, account: account, person: person, kind: kind, time: time)
        (copy.reply, copy.bounceType, copy.bounceRule) = (reply, bounceType, bounceRule)
        (copy.link, copy.ip, copy.sender, copy.headers) = (link, ip, sender, headers)
        copy.isUnique = isUnique
        return copy
    }
}
