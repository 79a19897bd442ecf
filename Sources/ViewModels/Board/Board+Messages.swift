import ServiceCore

/// `M`: one message to the rows; who it reaches is asked again once the form is filled.
extension Board {
    func composeMessage() {
        let rows = targets
        guard let first = rows.first, let messages = workspace[first.id.connection]?.messages else { return }
        guard rows.allSatisfy({ $0.id.connection == first.id.connection }) else {
            return refuseMessage(to: rows)
        }
        let ids = rows.map(\.id)
        let estimate = rows.reduce(0) { $0 + Self.recipients(of: $1) }
        let level = Self.confirmation(rows, estimate)
        waitForDialog { [weak self] () async throws(ServiceError) in
            let form = try await messages.form(ids)
            self?.show(
                form, original: nil, target: Self.target(rows, estimate), targetCount: estimate,
                asking: { _ in level }, recount: messages.recipients.map { Self.recount(rows, $0) }
            ) { values async throws(ServiceError) in try await messages.send(ids, values) }
        }
    }

    /// Asks whom the filled form reaches, and lets words and level follow.
    private static func recount(
        _ rows: [Row],
        _ recipients: @escaping @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> Int
    ) -> FormSession.Recount {
        { session async throws(ServiceError) in
            let count = try await recipients(rows.map(\.id), session.state.values)
            let level = confirmation(rows, count)
            var counted = session
            counted.target = target(rows, count)
            counted.targetCount = count
            counted.asking = { _ in level }
            return counted
        }
    }

    private static func target(_ rows: [Row], _ recipients: Int) -> String {
        let words = rows[0].schema.words
        let named = NumberText.counted(rows.count, words.singular, words.plural)
        let counted = recipients == rows.count ? "" : ", \(NumberText.counted(recipients, "recipient")),"
        return "a message to \(named)\(counted) on \(rows[0].id.connection)"
    }

    private static func confirmation(_ rows: [Row], _ recipients: Int) -> Confirmation {
        if recipients <= 10 { return .yesNo }
        return rows.count == 1 ? .name(rows[0].name) : .count
    }

    /// Ids of one platform mean nothing, or somebody else, to another.
    private func refuseMessage(to rows: [Row]) {
        let names = Set(rows.map(\.id.connection.name)).sorted().joined(separator: ", ")
        notify(
            "The marked rows belong to \(names); a message goes out by one connection.",
            hint: "Narrow with @, or mark rows of one.", level: .warning)
    }

    /// How many a message to a row reaches, as far as the row tells.
    private static func recipients(of row: Row) -> Int {
        switch row.resource {
        case let group as ContactGroup: group.contactCount
        case let campaign as Campaign: max(1, campaign.audienceSize)
        default: 1
        }
    }
}
