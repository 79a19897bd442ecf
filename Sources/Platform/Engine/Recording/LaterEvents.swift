import FoundationEssentials
import ServiceCore
import Store

/// What is learned of a message after it was handed over, from wherever: the sandbox, a bounce, a page.
enum LaterEvent: Sendable, Hashable {
    case arrived
    /// Another server still tries.
    case delayed
    /// Not now, and not for good either.
    case hindered
    case cameBack(ReturnCause)
    case complained, unsubscribed

    /// Why a message came back for good.
    enum ReturnCause: Sendable, Hashable {
        case noSuchPerson
        /// A full mailbox, a server that was not to be had for days.
        case temporary
        /// What or who we are; never counts against the person.
        case policy
    }

    /// Policy's is told as a soft one, since a hard bounce has others stop sending to the person.
    var kind: EventKind {
        switch self {
        case .arrived: .delivered
        case .delayed: .deferred
        case .hindered, .cameBack(.temporary), .cameBack(.policy): .bounceSoft
        case .cameBack(.noSuchPerson): .bounceHard
        case .complained: .complaint
        case .unsubscribed: .unsubscribe
        }
    }
}

extension DeliveryTransaction {
    /// Records what was learned, with everything that follows from it: state, counts, suppression, hooks.
    ///
    /// - Parameters:
    ///   - row: as it stands now; one that is claimed is for the engine alone.
    ///   - mark: what names a foreign event, so that it is recorded once; `isKnown` tells whether it was.
    ///   - origin: who asked for a page.
    mutating func learn(
        _ later: LaterEvent, of row: DeliveryRow, _ detail: EventDetail = EventDetail(), mark: String? = nil,
        from origin: EventOrigin? = nil
    ) throws {
        let row = try provenAccepted(row)
        let event = try event(later.kind, of: row, detail, mark: mark, from: origin)
        switch later {
        case .arrived:
            if row.state == .accepted { try settle(row, as: .delivered) }
            try countSuccess(of: row)
        case .delayed: break
        case .hindered:
            tally(detail, row)
            try countSoftBounce(of: row)
        case .cameBack(let cause):
            tally(detail, row)
            try comeBack(row, cause)
        case .complained:
            try suppress(row.addressee, .complaint, after: event)
            try deactivate(row, because: "complaint")
        case .unsubscribed: try suppress(row.addressee, .unsubscribe, after: event)
        }
    }

    /// Whether a foreign event of this source was recorded.
    func isKnown(_ mark: String) throws -> Bool {
        try Int.fetchOne(
            db, cached: "SELECT 1 FROM event WHERE source = \(source) AND ext_id = \(mark)") != nil
    }

    /// What is heard of a message whose answer was lost proves that it was taken.
    mutating func provenAccepted(_ row: DeliveryRow) throws -> DeliveryRow {
        guard row.state == .unknown else { return row }
        try Unknowns.accept(row, because: "known from what came back", &self)
        return try delivery(row.id) ?? row
    }

    /// A message that several of a recipient's servers send back counts once against the person.
    private mutating func comeBack(_ row: DeliveryRow, _ cause: LaterEvent.ReturnCause) throws {
        if row.state == .accepted || row.state == .delivered {
            try settle(row, as: .bounced)
        } else if row.state == .bounced {
            return
        }
        switch cause {
        case .noSuchPerson: try countHardBounce(of: row)
        case .temporary: try countSoftBounce(of: row)
        case .policy: break
        }
    }

    private mutating func tally(_ detail: EventDetail, _ row: DeliveryRow) {
        if let text = detail.tallied ?? detail.text { deltas.tally(.reply, text, row.campaign) }
    }

    /// Like `move`, but what the relay said on acceptance stays.
    private mutating func settle(_ row: DeliveryRow, as state: StoredDeliveryState) throws {
        try db.execute(
            cached: """
                UPDATE delivery SET state = \(state.rawValue), changed_at = \(time) WHERE id = \(row.id)
                """)
        deltas.move(row.campaign, from: row.state, to: state)
    }
}
