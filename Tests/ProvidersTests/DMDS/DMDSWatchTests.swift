import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSWatchTests {
    private static let campaign = ResourceID("dmds", .campaign, "100")

    /// A batch was sent to these; DMDS answers with the events of §9's batch.
    private func sent(
        to recipients: String = "kim@example.com, ana@example.com, bad@example.org", clock: SteppingClock,
        random: Double = 0.5
    ) async throws -> DMDSStage {
        let limits = TransportLimits(total: .seconds(100_000))
        let stage = try await DMDSStage(clock: clock.transport(random: random), limits: limits)
        try await stage.board.send(["campaign": "100", "to": recipients, "html": "x"])
        return stage
    }

    private func updates(_ count: Int, of stage: DMDSStage) async throws -> [CampaignUpdate] {
        let control = try #require(stage.connection.campaigns)
        var updates: [CampaignUpdate] = []
        for await update in control.watch(Self.campaign) {
            updates.append(update)
            if updates.count == count { break }
        }
        return updates
    }

    private func progress(_ update: CampaignUpdate?) throws -> CampaignProgress {
        guard case .progress(let progress) = try #require(update) else {
            throw HostedDriver.NotOffered()
        }
        return progress
    }

    @Test func `every recipient is in one state and the sum is the audience`() async throws {
        let stage = try await sent(clock: SteppingClock(total: .seconds(100_000)))
        let progress = try progress(try await updates(1, of: stage).first)
        #expect(progress.audience == 3)
        #expect(progress.states == [.delivered: 1, .bounced: 1, .notSent: 1])
        #expect(progress.states.values.reduce(0, +) == progress.audience)
        #expect(progress.later == [.click: 1])
        #expect(progress.reasons == [Tally("invalid contact", 1)])
        #expect(
            progress.domains.first == CampaignProgress.DomainTally("example.com", accepted: 1, refused: 1))
        #expect(progress.campaign.state == .finished)
        #expect(progress.events.first?.kind == .bounceHard)
    }

    @Test func `a report tells the counts of the watch and what else DMDS tells`() async throws {
        let stage = try await sent(clock: SteppingClock(total: .seconds(100_000)))
        let report = try await #require(stage.connection.campaigns).report(of: Self.campaign)
        #expect(report.progress.states == [.delivered: 1, .bounced: 1, .notSent: 1])
        #expect(report.people?.later[.click] == 1 && report.people?.later[.open] == 0)
        #expect(report.timeline?.counts[.click]?.reduce(0, +) == 1)
        #expect(report.links == nil && !report.sections.contains { $0.part == .replies })
    }

    @Test func `who has no event yet is pending, and the campaign runs`() async throws {
        let stage = try await sent(
            to: "kim@example.com, late@example.com", clock: SteppingClock(total: .seconds(100_000)))
        let progress = try progress(try await updates(1, of: stage).first)
        #expect(progress.states[.pending] == 1)
        #expect(progress.states.values.reduce(0, +) == progress.audience)
        #expect(progress.campaign.state == .running && progress.isBeingSent)
        let row = try await stage.board.list(.campaign).last
        #expect(row?["state"].plainText == "running")
    }

    @Test func `failures are told and asked again ever more slowly, to a minute`() async throws {
        let clock = SteppingClock(total: .seconds(100_000))
        let stage = try await sent(clock: clock)
        // Refused at once, so that no repetition of the transport's stands between.
        stage.server.answer("GET", "/v1/envio/eeid_info/\(DMDSFixtures.eeid)", .status(500))
        let updates = try await updates(8, of: stage)
        for update in updates {
            guard case .interrupted(let error) = update else {
                Issue.record("not interrupted")
                continue
            }
            #expect(error.code == .unavailable)
        }
        #expect(Array(clock.pauses.prefix(7)) == [4, 8, 16, 32, 60, 60, 60].map { Duration.seconds($0) })
    }

    @Test func `after a failure it goes on where it was`() async throws {
        let clock = SteppingClock(total: .seconds(100_000))
        let stage = try await sent(to: "kim@example.com, late@example.com", clock: clock)
        stage.server.answer(
            "GET", "/v1/envio/eeid_info/\(DMDSFixtures.eeid)", .status(500), .json(DMDSFixtures.batch))
        let updates = try await updates(3, of: stage)
        #expect(try progress(updates[1]).audience == 4)
        #expect(clock.pauses.prefix(2) == [.seconds(4), .seconds(2)])
    }

    @Test(arguments: [(0.0, 9000), (0.5, 10_000), (1.0, 11_000)])
    func `pauses are spread by chance`(chance: (random: Double, milliseconds: Int)) async throws {
        let clock = SteppingClock(total: .seconds(100_000))
        let stage = try await sent(clock: clock, random: chance.random)
        _ = try await updates(2, of: stage)
        #expect(clock.pauses.first == .milliseconds(chance.milliseconds))
    }

    @Test func `a batch that DMDS no longer knows ends the watch`() async throws {
        let stage = try await sent(clock: SteppingClock(total: .seconds(100_000)))
        stage.server.answer(
            "GET", "/v1/envio/eeid_info/\(DMDSFixtures.eeid)", .json(DMDSFixtures.unknown, status: 404))
        let updates = try await updates(.max, of: stage)
        #expect(updates.count == 1)
        guard case .interrupted(let error) = updates.first else { return #expect(Bool(false)) }
        #expect(error.code == .notFound)
    }

    @Test func `a campaign of which no batch is known says how one is looked up`() async throws {
        let stage = try await DMDSStage()
        let updates = try await updates(.max, of: stage)
        #expect(try progress(updates.last).campaign.stateReason.plainText.contains(":batch EEID"))
        #expect(try progress(updates.last).audience == nil)
    }

    @Test func `a batch that was looked up is watched under its campaign`() async throws {
        let stage = try await DMDSStage()
        _ = try await stage.board.find(.batch, DMDSFixtures.eeid)
        #expect(try progress(try await updates(1, of: stage).first).audience == 3)
    }

    @Test func `the recipients are listed by state`() async throws {
        let stage = try await sent(clock: SteppingClock(total: .seconds(100_000)))
        let rows = try #require(stage.connection.campaigns?.recipients?(Self.campaign))
        let parser = FilterParser(schema: rows.schema, now: SteppingClock.start)
        let filter = try parser.parse(#"state:"not sent""#)
        let page = try await rows.operations.list?.page(ListRequest(filter: filter))
        #expect(page?.items.map(\.name) == ["bad@example.org"])
        #expect(page?.items.first?["reply"].plainText == "invalid contact")
    }

    @Test func `a batch that is joined keeps its recipients`() async throws {
        let stage = try await sent(to: "kim@example.com", clock: SteppingClock(total: .seconds(100_000)))
        try await stage.board.send([
            "campaign": "100", "to": "late@example.com", "html": "x", "batch": DMDSFixtures.eeid,
        ])
        #expect(try await stage.board.list(.batch).count == 1)
        #expect(try progress(try await updates(1, of: stage).first).audience == 4)
    }
}
