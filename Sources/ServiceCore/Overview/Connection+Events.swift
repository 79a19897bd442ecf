package import FoundationEssentials

extension Connection {
    /// What of everything that happened wants attention: single messages that wait for a person, then shares that are unusual.
    package func eventFindings(now: Date, zone: WallZone) async throws(ServiceError) -> [Finding] {
        let undecided = try await undecidedFinding(now: now, zone: zone)
        return [undecided].compactMap(\.self) + (try await shareFindings(now: now, zone: zone))
    }

    /// Single messages whose answer was lost and of which nobody has decided; those of a launch are told with it.
    ///
    /// - Returns: nil where there are none, and where the platform does not keep events of its own.
    private func undecidedFinding(now: Date, zone: WallZone) async throws(ServiceError) -> Finding? {
        guard mailDays != nil, let events = resources[.event], let list = events.operations.list,
            let count = list.count
        else { return nil }
        let text = "undecided:yes platform:\"\(id)\""
        let filter = try FilterParser(schema: events.schema, now: now, zone: zone).parse(text)
        let found = try await count(filter)
        guard found > 0 else { return nil }
        let oldest = try await list.page(
            ListRequest(filter: filter, sort: RowOrder("time"), limit: Finding.mostNames + 1)
        ).items
        return Finding(undecided: oldest, of: found, at: .rows(.event, filter: text))
    }
}

extension Finding {
    /// - Parameter oldest: some of the events of lost answers, the oldest first, at least one.
    fileprivate init?(undecided oldest: [Row], of count: Int, at place: Place) {
        guard let first = oldest.first else { return nil }
        let counted = NumberText.counted(count, "single message has", "single messages have")
        var moment: Moment?
        if case .date(let time) = first["time"] { moment = Moment("since", time) }
        self.init(
            .wrong, count: count,
            "\(counted) a fate that is unknown: \(Self.names(oldest.map { $0["person"].plainText }, of: count))",
            moment: moment, at: place)
    }
}
