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
        let remarks = [unseenTargets(among: rows)].compactMap(\.self)
        let draft = receiptDraft("message", DryRun(changing: rows))
        let estimate = rows.reduce(0) { $0 + Self.recipients(of: $1) }
        let level = Confirmation.sending(to: estimate, by: rows)
        waitForDialog { [weak self] () async throws(ServiceError) in
            let form = try await messages.form(ids).noting(remarks + [Self.sentSentence])
            var session = FormSession(
                state: FormState(form), target: Self.target(rows, MessageAudience(count: estimate)),
                targetCount: estimate, does: "sends", asking: { _ in level },
                recount: messages.recipients.map { Self.recount(rows, called: nil, $0) }
            ) { values async throws(ServiceError) in try await messages.send(ids, values) }
            session.receipt = draft
            self?.present(session)
        }
    }

    /// Asks whom the filled form reaches, and lets words and level follow.
    ///
    /// - Parameter title: of an action that sends; nil for a composed message.
    static func recount(
        _ rows: [Row], called title: String?, _ recipients: @escaping MessageAudience.Ask
    ) -> FormSession.Recount {
        { session async throws(ServiceError) in
            let audience = try await recipients(rows.map(\.id), session.state.values)
            let level = Confirmation.sending(to: audience.count, by: rows)
            var counted = session
            counted.target = target(rows, audience, called: title)
            counted.targetCount = audience.count
            counted.state.remarks = audience.remarks
            counted.asking = { _ in level }
            return counted
        }
    }

    /// Names the addresses where they are known, for the rows may be of other people, such as a sender.
    private static func target(
        _ rows: [Row], _ audience: MessageAudience, called title: String? = nil
    ) -> String {
        let connection = rows[0].id.connection
        let by = title.map { _ in " by \(rows[0].name)" } ?? ""
        if let words = audience.words { return "\(title ?? "a message") to \(words)\(by) on \(connection)" }
        let counted =
            audience.count == rows.count ? "" : ", \(NumberText.counted(audience.count, "recipient")),"
        return "a message to \(rows.counted)\(counted) on \(connection)"
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
        case let group as ContactGroup: group.contactCount ?? 1
        case let campaign as Campaign: max(1, campaign.audienceSize ?? 1)
        default: 1
        }
    }
}
