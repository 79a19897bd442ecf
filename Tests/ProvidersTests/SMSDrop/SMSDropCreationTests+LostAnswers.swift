import FoundationEssentials
import Providers
import ServiceCore
import TestSupport
import Testing

/// A creation whose answer is lost launches nothing twice.
extension SMSDropCreationTests {
    /// What is listed before and after a campaign whose answer is lost.
    func losing(
        before: [String] = [], after: [String]
    ) async throws -> (desk: SMSDropDesk, outcome: EditOutcome?, error: ServiceError?) {
        let desk = try await SMSDropDesk()
        func list(_ ids: [String]) -> ScriptedAnswer {
            .json("[\(ids.map { SMSDropFixture.campaign(id: $0) }.joined(separator: ", "))]")
        }
        desk.server.answer("POST", "/api/campaigns/", .dropped)
        desk.server.answer("GET", "/api/campaigns/", list(before), list(after))
        do {
            return (desk, try await create(desk), nil)
        } catch {
            return (desk, nil, error as? ServiceError)
        }
    }

    @Test func `the one new campaign that says the same is ours`() async throws {
        let (desk, outcome, _) = try await losing(before: ["c1"], after: ["c2", "c1"])
        #expect(outcome?.rows.map(\.id.native) == ["c2"] && outcome?.isAsWished == true)
        #expect(outcome?.sending?.names == ["campaign": "c2"])
        #expect(desk.server.requests(to: "POST", "/api/campaigns/").count == 1)
    }

    @Test(arguments: [["c1"], []])
    func `a lost answer of which nothing is seen is told so`(after: [String]) async throws {
        let (desk, _, error) = try await losing(before: ["c1"], after: after)
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.hasPrefix("smsdrop was asked again at once and does not show it") == true)
        #expect(desk.server.requests(to: "POST", "/api/campaigns/").count == 1)
    }

    @Test func `of two new campaigns that say the same nobody knows which is ours`() async throws {
        let (_, _, error) = try await losing(after: ["c2", "c1"])
        #expect(error?.code == .outcomeUnknown)
        #expect(
            error?.hint
                == "smsdrop lists 2 campaigns with this text and these recipients since 2026-03-01T12:00:05Z: do not repeat it before you looked."
        )
    }
}
