import Foundation
import ServiceCore
import Testing

@testable import ViewModels

/// Times within words are told in the zone in which all others are.
@Suite struct NoteTextTests {
    private let date = Date(timeIntervalSince1970: 1_772_366_400)

    private func text() throws -> FieldText {
        let madrid = try #require(WallZone(named: "Europe/Madrid"))
        return FieldText(
            BoardClock(
                monotonic: { .zero }, date: { [date] in date }, zone: madrid, sleep: { _ in }))
    }

    @Test func `a campaign's reason`() throws {
        var campaign = Campaign(id: ResourceID("own", .campaign, "7"), account: "acme", title: "Spring sale")
        campaign.stateReason = "the hourly limit is used up, goes on at \(date)"
        let value = Row(campaign)["state_reason"]
        #expect(try text().cell(value) == "the hourly limit is used up, goes on at 13:00:00")
        #expect(
            try text().detail(value) == "the hourly limit is used up, goes on at 2026-03-01 13:00:00 +01:00")
        #expect(value.plainText == "the hourly limit is used up, goes on at 2026-03-01T12:00:00Z")
    }

    @Test func `what the trail says of an edit`() throws {
        let entry = AuditEntry(
            id: ResourceID("own", .audit, "1"), time: date, who: "ana", what: "schedule",
            target: ResourceID("own", .campaign, "7"), targetName: "Spring sale",
            changes: [
                FieldChange(
                    field: "start", label: "Start", before: .none,
                    after: .kept(FieldValue.date(date).plainText))
            ])
        let row = Row(entry)
        #expect(try text().detail(row["changes"]) == "start: 2026-03-01 13:00:00 +01:00")
        #expect(try text().detail(row["after"]) == "start=2026-03-01 13:00:00 +01:00")
    }
}
