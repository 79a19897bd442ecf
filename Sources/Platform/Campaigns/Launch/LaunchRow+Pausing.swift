import FoundationEssentials
import ServiceCore
import Store

extension LaunchRow {
    /// The name under which the trail has what pauses by itself.
    private static let who = "sendboard"

    /// Pauses without anybody's asking, and says so in the trail.
    func pause(because reason: String, at now: Date, in db: WriteTransaction) throws {
        let connection = PlatformOptions.standardConnection
        let title = try String.fetchOne(db, "SELECT title FROM campaign WHERE id = \(campaign)") ?? ""
        let after = StateWord(Campaign.State.paused.rawValue, .warning)
        try CampaignState.pause(campaign, because: reason, in: db)
        _ = try AuditQueries.append(
            AuditRecord(
                time: now, who: Self.who, connection: connection, action: ActionDescription.pause.name,
                target: ResourceID(connection, .campaign, String(campaign)), title: title, reason: reason,
                changes: [
                    FieldChange(
                        field: "state", label: "State", before: .state(state.word), after: .state(after))
                ]), in: db)
    }
}
