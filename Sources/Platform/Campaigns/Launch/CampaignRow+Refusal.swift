import FoundationEssentials
import ServiceCore
import Store

/// Why a campaign cannot be launched as it stands.
extension CampaignRow {
    /// The first thing that is in the way, nil where nothing is.
    ///
    /// - Parameter people: how many its audience names, where that has been counted.
    func refusal(people: Int? = nil, at now: Date, in db: ReadTransaction) throws -> ServiceError? {
        if let hold = try EngineHold.current(in: db) { return hold.error }
        return try stateRefusal ?? DecidedWays(in: db).refusal(of: channel) ?? contentRefusal
            ?? senderRefusal(in: db) ?? wayRefusal(at: now, in: db)
            ?? audienceRefusal(people, in: db) ?? fieldRefusal(in: db) ?? trackingRefusal(in: db)
    }

    /// What an API composed goes out as its platform specifies.
    private func fieldRefusal(in db: ReadTransaction) throws -> ServiceError? {
        guard isComposedHere else { return nil }
        let unknown = try unknownFields(in: db)
        guard !unknown.isEmpty else { return nil }
        return ServiceError(
            .refused, "“\(title)” cannot be launched: \(unknown.words).", hint: unknown.hint)
    }

    private var stateRefusal: ServiceError? {
        if type == .api {
            return ServiceError(
                .refused, "“\(title)” is sent message by message with its API key, not launched.",
                hint: "Make a campaign of another type to launch.")
        }
        switch state {
        case .draft, .waitingCredit: return nil
        case .scheduled:
            return ServiceError(
                .conflict, "“\(title)” is launched already and waits for its time.",
                hint: "Edit it to change the time, or take its schedule back to launch it now.")
        case .preparing, .running, .paused, .unknown:
            return ServiceError(
                .conflict, "“\(title)” is \(state.rawValue) already.",
                hint: "Watch it instead.")
        case .finished, .aborted:
            return ServiceError(
                .conflict, "“\(title)” was launched before and is \(state.rawValue).",
                hint: "Make a new campaign to send again.")
        }
    }

    var contentRefusal: ServiceError? {
        if channel == .sms {
            guard text.isEmpty else { return nil }
            return ServiceError(
                .refused, "“\(title)” has no text.", hint: "Edit the campaign and write one.",
                field: "text")
        }
        if message.subject.isEmpty {
            return ServiceError(
                .refused, "“\(title)” has no subject.", hint: "Edit the campaign and write one.",
                field: "subject")
        }
        guard html == nil, textContent == nil else { return nil }
        return ServiceError(
            .refused, "“\(title)” has neither HTML nor text.",
            hint: "Edit the campaign and write one of them.",
            field: "html")
    }

    func senderRefusal(in db: ReadTransaction) throws -> ServiceError? {
        if message.from.isEmpty {
            return ServiceError(
                .refused, "“\(title)” has no sender.", hint: "Edit the campaign and choose one.",
                field: "sender")
        }
        let isApproved = try SenderFacts.isApproved(message.from, channel, account: account, in: db)
        guard !isApproved else { return nil }
        return ServiceError(
            .refused, "\(message.from) is not an approved sender of the account.",
            hint: "Approve it in Senders, or edit the campaign and choose another.", field: "sender")
    }

    /// What waits for a time may be launched all the same; what only a person can change may not.
    func wayRefusal(at now: Date, in db: ReadTransaction) throws -> ServiceError? {
        let hold = SendRules.hold(try way(at: now, in: db))
        guard let hold, hold.until == nil else { return nil }
        return ServiceError(
            .refused, "“\(title)” cannot be launched: \(hold.reason).", hint: hold.advice,
            field: hold.field)
    }

    private func audienceRefusal(_ known: Int?, in db: ReadTransaction) throws -> ServiceError? {
        if isFilterGone {
            return ServiceError(
                .refused, "The filter “\(audience.name ?? "")” of “\(title)” is gone.",
                hint: "Edit the campaign and choose another audience.", field: "audience")
        }
        let people =
            try known ?? audience.count(account: account, channel: channel, in: db)
        guard people == 0 else { return nil }
        let isNone = audience.kind == .none
        return ServiceError(
            .refused,
            isNone
                ? "“\(title)” has no audience."
                : "Nobody is in the audience of “\(title)”.",
            hint: "Edit the campaign and choose whom it is for.", field: "audience")
    }
}
