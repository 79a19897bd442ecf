import FoundationEssentials
import Providers
import ServiceCore
import TestSupport
import Testing

/// What smsdrop leaves out of a campaign or a profile.
@Suite struct SMSDropPartialTests {
    private func row(_ item: String) async throws -> Row {
        let desk = try await SMSDropDesk()
        defer { withExtendedLifetime(desk) {} }
        desk.server.answer("GET", "/api/campaigns/\(SMSDropFixture.id)", .json(item))
        return try #require(try await desk.campaigns.operations.find?(SMSDropFixture.id))
    }

    @Test(arguments: ["PAUSED", "Expired by operator"])
    func `a status that is none of the documented ones is shown as it stands`(word: String) async throws {
        let row = try await row(SMSDropFixture.campaign(status: word))
        #expect(row["state"].plainText == word)
        #expect(RowJSON.object(row, fields: ["state"]).hasSuffix("\"state\":\"\(word)\"}"))
        let desk = try await SMSDropDesk()
        defer { withExtendedLifetime(desk) {} }
        let launch = try #require(desk.campaigns.action("launch"))
        #expect(launch.availability(row) == .disabled("it is \(word)"))
    }

    @Test func `a bare campaign is in no state, with nobody knows how many recipients and parts`()
        async throws
    {
        let row = try await row(#"{"id": "\#(SMSDropFixture.id)"}"#)
        for field in ["state", "type", "percentage", "audience_size", "parts"] {
            #expect(row[field] == .none, "\(field)")
        }
    }

    @Test func `a bare profile is neither active nor verified`() async throws {
        let desk = try await SMSDropDesk()
        defer { withExtendedLifetime(desk) {} }
        desk.server.answer("GET", "/api/users/me", .json(#"{"id": "6c4e...", "email": "a@b.example"}"#))
        let operations = try #require(desk.connection.resources[.account]).operations
        let row = try #require(try await operations.list?.page(ListRequest()).items.first)
        for field in ["state", "verified", "admin", "track_opens"] {
            #expect(row[field] == .none, "\(field)")
        }
    }
}
