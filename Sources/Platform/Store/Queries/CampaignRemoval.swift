import GRDB
import ServiceCore

/// What goes with a campaign that is deleted, beyond the rows that foreign keys take along.
enum CampaignRemoval {
    /// Deletes the events of a campaign and the answers that its recipients had yet to give.
    static func clear(_ campaign: Int64, in db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM simulated_answer WHERE delivery IN
                (SELECT d.id FROM delivery d JOIN batch b ON b.id = d.batch WHERE b.campaign = ?)
                """, arguments: [campaign])
        try db.execute(sql: "DELETE FROM event WHERE campaign = ?", arguments: [campaign])
        try db.execute(sql: "DELETE FROM event_day WHERE campaign = ?", arguments: [campaign])
    }
}
