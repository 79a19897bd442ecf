import FoundationEssentials
import ServiceCore

/// Dyn's seven reports as one activity, newest first; the last 30 days unless the filter says when.
struct DynActivity: Sendable {
    let client: DynClient
    let now: @Sendable () -> Date

    func operations() -> ResourceOperations<DeliveryEvent> {
        var gathering = Gathering(
            narrowedBy: DynEventScope.fields,
            total: { filter async throws(ServiceError) in try await total(filter) },
            load: { filter async throws(ServiceError) in
                try await events(DynEventScope(filter, now: now()))
            })
        gathering.pages = { filter, take async throws(ServiceError) in
            try await eachPage(DynEventScope(filter, now: now()), take)
        }
        let whole = Listing.gathered(sort: RowOrder("time", ascending: false), gathering)
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
            try await ifOffered(try await client.events(report, scope.query, limit: limit))
        }
        let missing = zip(scope.reports, parts).filter { $0.1 == nil }.map(\.0)
        let events = parts.compactMap(\.self).flatMap(\.self)
        var numbers = EventNumbers()
        return (numbers.numbered(events).sorted { $0.time > $1.time }, missing)
    }

    /// Of the reports that the platform counts.
    func counts(
        _ scope: DynEventScope
    ) async throws(ServiceError) -> [(report: DynReport, count: Int)] {
        let counts = try await atOnce(scope.reports) { report async throws(ServiceError) in
            try await ifOffered(try await client.count(report, scope.query))
        }
        return zip(scope.reports, counts).compactMap { report, count in
            count.map { (report: report, count: $0) }
        }
    }

    /// Every row, one report after the other.
    private func eachPage(
        _ scope: DynEventScope, _ take: Gathering<DeliveryEvent>.Take
    ) async throws(ServiceError) {
        var (isMoreWanted, offered) = (true, 0)
        for report in scope.reports where isMoreWanted {
            var numbers = EventNumbers()
            let isOffered: Void? = try await ifOffered(
                try await client.eachPage(of: report, scope.query) { page async throws(ServiceError) in
                    isMoreWanted = try await take(numbers.numbered(page))
                    return isMoreWanted
                })
            if isOffered != nil { offered += 1 }
        }
        // Where Dyn has none of them, it says so itself.
        if offered == 0 { _ = try await take(try await events(scope)) }
    }
}
