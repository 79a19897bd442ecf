import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct SMSDropLaunchTests {
    private static let path = "/api/campaigns/\(SMSDropFixture.id)"

    @Test func `the plan counts credits and recipients`() async throws {
        let desk = try await SMSDropDesk()
        let plan = try await desk.control.plan(SMSDropDesk.id)
        #expect(plan.audience == 2 && plan.willSend == 2)
        #expect(plan.exclusions.isEmpty && plan.warnings.isEmpty && plan.refusal == nil)
        #expect(
            plan.facts == [
                .init("sender", "SHOP"), .init("cost", "4 credits: 2 parts to each recipient"),
                .init("credits left", "120"),
            ])
    }

    @Test func `too few credits leave everybody out, which is said and not forbidden`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", Self.path, .json(SMSDropFixture.campaign(status: "ABORTED", parts: 70)))
        let plan = try await desk.control.plan(SMSDropDesk.id)
        #expect(plan.willSend == 0)
        #expect(plan.exclusions == [.init("too few credits", 2)])
        #expect(
            plan.warnings == ["smsdrop will most likely not launch it: 20 credits are missing."])
        #expect(plan.refusal == nil)
    }

    @Test func `of a row that tells next to nothing the plan says so`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", Self.path,
            .json(#"{"id": "\#(SMSDropFixture.id)", "title": "Spring sale", "status": "ABORTED"}"#))
        let plan = try await desk.control.plan(SMSDropDesk.id)
        #expect(plan.audience == nil && plan.willSend == nil && plan.exclusions.isEmpty)
        #expect(plan.sendWords == "To whom it goes is not told.")
        #expect(
            plan.facts == [
                .init("sender", "not told"), .init("cost", "not told"), .init("credits left", "120"),
            ])
    }

    @Test(arguments: ["PENDING", "SENDING", "COMPLETED", "SCHEDULED"])
    func `only what was stored for lack of credit can be launched`(status: String) async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("GET", Self.path, .json(SMSDropFixture.campaign(status: status)))
        let plan = try await desk.control.plan(SMSDropDesk.id)
        #expect(plan.refusal?.code == .refused)
        let row = try #require(try await desk.campaigns.operations.find?(SMSDropFixture.id))
        let launch = try #require(desk.campaigns.action("launch"))
        #expect(!launch.availability(row).isAvailable)
        #expect(launch.confirmation(row) == .name("Spring sale"))
    }

    @Test func `200 is launched; the body holds the id alone`() async throws {
        let desk = try await SMSDropDesk()
        let outcome = try await desk.control.launch(SMSDropDesk.id, "k1")
        guard case .launched(let campaign) = outcome else {
            Issue.record("It was not launched: \(outcome)")
            return
        }
        #expect(campaign.state == .preparing)
        let asked = try #require(desk.server.requests(to: "POST", "/api/campaigns/retry").first)
        #expect(try asked.json() == #"{"id":"\#(SMSDropFixture.id)"}"#)
    }

    @Test func `200 is launched, although its body shows the state of before`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/campaigns/retry", .json(SMSDropFixture.campaign(status: "ABORTED")))
        guard case .launched(let campaign) = try await desk.control.launch(SMSDropDesk.id, "k1") else {
            Issue.record("It was launched.")
            return
        }
        #expect(campaign.state == .preparing && campaign.stateReason == "")
    }

    @Test func `201 is not launched, whatever state its body shows`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/campaigns/retry", .json(SMSDropFixture.campaign(parts: 70), status: 201))
        let outcome = try await desk.control.launch(SMSDropDesk.id, "k1")
        #expect(outcome.campaign.state == .waitingCredit)
    }

    @Test func `201 is an outcome of its own with both numbers`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/campaigns/retry",
            .json(SMSDropFixture.campaign(status: "ABORTED", parts: 70), status: 201))
        let outcome = try await desk.control.launch(SMSDropDesk.id, "k1")
        guard case .shortOfCredit(let campaign, let needed, let available) = outcome else {
            Issue.record("It is not short of credit: \(outcome)")
            return
        }
        #expect(campaign.id == SMSDropDesk.id && campaign.state == .waitingCredit)
        #expect(needed == 140 && available == 120)
    }

    @Test func `201 without a count of credits is an error of its own`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("POST", "/api/campaigns/retry", .json(SMSDropFixture.campaign(), status: 201))
        desk.server.answer("GET", "/api/subscriptions/", .status(404))
        let error = try await desk.board.failure { _ = try await desk.control.launch(SMSDropDesk.id, "k1") }
        #expect(error.code == .insufficientCredit)
    }

    @Test func `the same key gives the first answer again`() async throws {
        let desk = try await SMSDropDesk()
        let first = try await desk.control.launch(SMSDropDesk.id, "k1")
        #expect(try await desk.control.launch(SMSDropDesk.id, "k1") == first)
        _ = try await desk.control.launch(SMSDropDesk.id, "k2")
        #expect(desk.server.requests(to: "POST", "/api/campaigns/retry").count == 2)
    }

    @Test func `an unknown id is not found`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("POST", "/api/campaigns/retry", .json(SMSDropFixture.notFound, status: 404))
        let error = try await desk.board.failure { _ = try await desk.control.launch(SMSDropDesk.id, "k1") }
        #expect(error.code == .notFound)
        let plan = ResourceID("sms", .campaign, "gone")
        #expect(try await desk.board.failure { _ = try await desk.control.plan(plan) }.code == .notFound)
    }

    // MARK: A lost answer

    @Test(arguments: [
        ScriptedAnswer.dropped, .status(500), .status(502), .status(503), .json("null"), .json("nonsense"),
        .status(204),
    ])
    func `a lost answer to a launch that happened is a launch`(lost: ScriptedAnswer) async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("POST", "/api/campaigns/retry", lost)
        desk.server.answer("GET", Self.path, .json(SMSDropFixture.campaign(status: "SENDING")))
        guard case .launched = try await desk.control.launch(SMSDropDesk.id, "k1") else {
            Issue.record("It was launched.")
            return
        }
        #expect(desk.server.requests(to: "POST", "/api/campaigns/retry").count == 1)
    }

    @Test func `a lost answer to a launch that did not happen stays unknown`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("POST", "/api/campaigns/retry", .dropped)
        let error = try await desk.board.failure { _ = try await desk.control.launch(SMSDropDesk.id, "k1") }
        #expect(error.code == .outcomeUnknown)
        #expect(error.hint?.hasPrefix("smsdrop was asked again at once and does not show it") == true)
        #expect(desk.server.requests(to: "POST", "/api/campaigns/retry").count == 1)
    }

    @Test func `201 with a body that says nothing is still short of credit`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("POST", "/api/campaigns/retry", .json("null", status: 201))
        guard case .shortOfCredit = try await desk.control.launch(SMSDropDesk.id, "k1") else {
            Issue.record("It was short of credit.")
            return
        }
    }

    @Test func `launching marked rows tells each`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/campaigns/retry", .json(SMSDropFixture.campaign()),
            .json(SMSDropFixture.campaign(status: "ABORTED", title: "Second", parts: 70), status: 201))
        let launch = try #require(desk.campaigns.action("launch"))
        let outcome = try await launch.perform([SMSDropDesk.id, SMSDropDesk.id], FormValues())
        #expect(
            outcome.message
                == "Spring sale launched; Second is stored, not launched: 140 credits needed, 120 left")
        #expect(!outcome.isAsWished)
    }
}
