import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct SMSDropWatchTests {
    private static let path = "/api/campaigns/\(SMSDropFixture.id)"

    /// A desk whose pauses pass at once; no pause of a watch comes near its total limit.
    private func desk(_ clock: SteppingClock) async throws -> SMSDropDesk {
        try await SMSDropDesk(
            clock: clock.transport(random: 0),
            limits: TransportLimits(total: .seconds(100_000), readRepetitions: 0))
    }

    private func watch(_ desk: SMSDropDesk, atMost most: Int = .max) async -> [CampaignUpdate] {
        var updates: [CampaignUpdate] = []
        for await update in desk.control.watch(SMSDropDesk.id) {
            updates.append(update)
            if updates.count == most { break }
        }
        return updates
    }

    @Test func `a campaign is asked for every two seconds until it has ended`() async throws {
        let clock = SteppingClock(total: .seconds(100_000))
        let desk = try await desk(clock)
        desk.server.answer(
            "GET", Self.path, .json(SMSDropFixture.campaign()),
            .json(SMSDropFixture.campaign(status: "SENDING", percentage: "50")),
            .json(SMSDropFixture.campaign(status: "COMPLETED", percentage: "100")))
        guard case .progress(let last)? = await watch(desk).last else {
            Issue.record("The watch ended without a picture.")
            return
        }
        #expect(last.campaign.state == .finished)
        #expect(last.states == [.delivered: 2])
        #expect(desk.asked.count == 3)
        #expect(clock.pauses == [.seconds(2), .seconds(2)])
    }

    @Test(arguments: [
        ("PENDING", "0", [DeliveryState.pending: 2], true),
        ("SENDING", "50", [.delivered: 1, .pending: 1], true),
        ("ABORTED", "0", [.notSent: 2], false), ("SCHEDULED", "0", [.pending: 2], false),
        ("COMPLETED", "50", [.delivered: 1, .unknown: 1], false),
    ])
    func `the states always sum to the audience`(
        status: String, percentage: String, states: [DeliveryState: Int], isBeingSent: Bool
    ) async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", Self.path, .json(SMSDropFixture.campaign(status: status, percentage: percentage)))
        for await update in desk.control.watch(SMSDropDesk.id) {
            guard case .progress(let progress) = update else { continue }
            #expect(progress.audience == 2 && progress.states == states)
            #expect(progress.isBeingSent == isBeingSent)
            #expect(progress.transport == "smsdrop")
            break
        }
    }

    @Test func `a launch that reads do not show yet is under way, and nobody is left out`() async throws {
        let desk = try await SMSDropDesk()
        _ = try await desk.control.plan(SMSDropDesk.id)
        _ = try await desk.control.launch(SMSDropDesk.id, "k1")
        // What is read of it still says ABORTED.
        let first = try #require(await watch(desk, atMost: 1).first)
        guard case .progress(let progress) = first else {
            Issue.record("The watch told no state: \(first)")
            return
        }
        #expect(progress.campaign.state == .preparing && progress.isBeingSent)
        #expect(progress.campaign.stateReason == "")
        #expect(progress.states == [.pending: 2])
        let list = try #require(desk.control.recipients?(SMSDropDesk.id).operations.list)
        let rows = try await list.page(ListRequest()).items.compactMap { $0.resource as? Delivery }
        #expect(rows.map(\.state) == [.pending, .pending])
    }

    @Test func `faults are told, and the pauses double up to a minute`() async throws {
        let clock = SteppingClock(total: .seconds(100_000))
        let desk = try await desk(clock)
        desk.server.answer(
            "GET", Self.path, .status(503), .status(500), .status(429), .status(503), .status(503),
            .status(503), .json(SMSDropFixture.campaign(status: "COMPLETED", percentage: "100")))
        let updates = await watch(desk)
        #expect(clock.pauses == [4, 8, 16, 32, 60, 60].map { .seconds($0) })
        guard case .progress = updates.last else {
            Issue.record("The watch went on after the faults.")
            return
        }
    }

    @Test func `the pauses are spread by chance, and Retry-After counts`() async throws {
        let clock = SteppingClock(total: .seconds(100_000))
        let desk = try await SMSDropDesk(
            clock: clock.transport(random: 1),
            limits: TransportLimits(total: .seconds(100_000), readRepetitions: 0))
        desk.server.answer(
            "GET", Self.path, .json(SMSDropFixture.campaign()), .status(429, headers: ["Retry-After": "30"]),
            .json(SMSDropFixture.campaign(status: "COMPLETED", percentage: "100")))
        _ = await watch(desk)
        #expect(clock.pauses.map { Int(($0 / .milliseconds(1)).rounded()) } == [2400, 36_000])
    }

    @Test func `a campaign that is gone ends the watch`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("GET", Self.path, .json(SMSDropFixture.notFound, status: 404))
        let updates = await watch(desk)
        guard case .interrupted(let error)? = updates.first, updates.count == 1 else {
            Issue.record("The watch did not end: \(updates)")
            return
        }
        #expect(error.code == .notFound)
    }

    @Test func `who stops looking stops the asking`() async throws {
        let desk = try await SMSDropDesk(clock: .system)
        desk.server.answer("GET", Self.path, .silence)
        let looking = Task { for await _ in desk.control.watch(SMSDropDesk.id) {} }
        await desk.server.received(2)
        looking.cancel()
        await desk.server.deserted()
        #expect(desk.asked.count == 1)
    }

    @Test func `the recipients are listed with what is known of each`() async throws {
        let desk = try await SMSDropDesk()
        let recipients = try #require(desk.control.recipients)
        let list = try #require(recipients(SMSDropDesk.id).operations.list)
        let rows = try await list.page(ListRequest()).items.compactMap { $0.resource as? Delivery }
        #expect(rows.map(\.address) == ["+22963588213", "22963588214"])
        #expect(rows.allSatisfy { $0.state == .notSent && $0.reply == "not launched for lack of credit" })
        desk.server.answer(
            "GET", Self.path, .json(SMSDropFixture.campaign(status: "SENDING", percentage: "50")))
        let some = try await list.page(ListRequest()).items.compactMap { $0.resource as? Delivery }
        #expect(
            some.allSatisfy { $0.state == .unknown && $0.reply == "smsdrop tells 50 % delivered, not who" })
    }

    @Test func `of a campaign whose share is not told nobody knows who has it`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", Self.path, .json(SMSDropFixture.campaign(status: "SENDING", percentage: "null")))
        var first: CampaignProgress?
        for await update in desk.control.watch(SMSDropDesk.id) {
            if case .progress(let progress) = update { first = progress }
            break
        }
        #expect(first?.states == [.unknown: 2])
    }

    @Test func `what smsdrop never tells is not counted`() async throws {
        let desk = try await SMSDropDesk()
        guard case .progress(let progress)? = await watch(desk, atMost: 1).first else {
            Issue.record("The watch told no state.")
            return
        }
        #expect(progress.told.later.isEmpty)
        #expect(progress.told.states == [.pending, .delivered, .notSent, .unknown])
        desk.server.answer("GET", Self.path, .json(SMSDropFixture.campaign(recipients: "null")))
        guard case .progress(let untold)? = await watch(desk, atMost: 1).first else {
            Issue.record("The watch told no state.")
            return
        }
        #expect(untold.audience == nil && untold.states.isEmpty)
    }

    @Test func `a campaign that is gone has no list of recipients`() async throws {
        let desk = try await SMSDropDesk()
        let gone = ResourceID("sms", .campaign, "gone")
        let list = try #require(desk.control.recipients?(gone).operations.list)
        let error = try await desk.board.failure { _ = try await list.page(ListRequest()) }
        #expect(error.code == .notFound)
    }
}
