import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct CampaignReportTests {
    /// A launch in which a bit of everything happens.
    private func launched(_ contacts: Int = 400) async throws -> (LaunchBench, ResourceID) {
        let bench = try await LaunchBench(contacts: contacts)
        try await bench.write("UPDATE contact SET invalid_at = 1, invalid_why = 'test' WHERE numid <= 3")
        try await bench.suppress("person9@example2.com")
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        return (bench, bench.context.id(.campaign, campaign))
    }

    private func watch(_ bench: LaunchBench) -> CampaignWatch {
        CampaignWatch(context: bench.context, isEngineRunning: { true }, engineFailure: { nil })
    }

    private func recipients(_ filter: String, of id: ResourceID, on bench: LaunchBench) async throws -> Int {
        let operations = DeliveryKind(context: bench.context, campaign: Int64(id.native)).rows()
        let parser = FilterParser(schema: operations.schema, now: bench.time.now)
        let request = ListRequest(filter: try parser.parse(filter), limit: 10_000)
        return try await #require(operations.operations.list).page(request).items.count
    }

    @Test func `its counts are those of the watch`() async throws {
        let (bench, id) = try await launched()
        let watched = try await watch(bench).snapshot(id).0
        let report = try await watch(bench).report(id)
        #expect(report.progress == watched && report.progress.discrepancy == nil)
        #expect(report.progress.states.values.reduce(0, +) == 400)
    }

    @Test func `every number that names its people lists as many`() async throws {
        let (bench, id) = try await launched()
        let sections = try await watch(bench).report(id).sections
        var asked = 0
        for section in sections {
            for entry in section.entries {
                for number in entry.numbers {
                    guard let filter = number.filter else { continue }
                    let listed = try await recipients(filter, of: id, on: bench)
                    #expect(listed == number.count, "\(section.title) \(entry.label): \(filter)")
                    asked += listed > 0 ? 1 : 0
                }
            }
        }
        #expect(asked > 15)
    }

    @Test func `its course of time holds every event of its kinds`() async throws {
        let (bench, id) = try await launched()
        let report = try await watch(bench).report(id)
        let timeline = try #require(report.timeline)
        for kind in CampaignTimeline.kinds {
            let counted = try await bench.number(
                "SELECT count(*) FROM event WHERE campaign = ? AND kind = ?",
                [Int64(id.native), kind.number])
            #expect(timeline.counts[kind]?.reduce(0, +) ?? 0 == counted, "\(kind)")
        }
        #expect(timeline.stepCount <= CampaignTimeline.Steps.most)
    }

    @Test func `links are counted by their clicks, and a click without one is told as such`() async throws {
        let (bench, id) = try await launched()
        try await bench.write(
            "INSERT INTO link (id, campaign, url) VALUES (1, ?, 'https://a.test/\"q\"')", [Int64(id.native)])
        try await bench.write(
            """
            UPDATE event SET link = 1 WHERE kind = \(EventKind.click.number) AND delivery <
            (SELECT max(delivery) FROM event WHERE kind = \(EventKind.click.number))
            """)
        let report = try await watch(bench).report(id)
        let links = try #require(report.links)
        #expect(links.map(\.clicks).reduce(0, +) == report.progress.later[.click])
        #expect(links.map(\.url) == ["https://a.test/\"q\"", nil] && links[1].clicks == 1)
    }

    @Test func `more links than are named are a rest`() async throws {
        let (bench, id) = try await launched()
        for number in 1...30 {
            try await bench.write(
                "INSERT INTO link (id, campaign, url) VALUES (?, ?, ?)",
                [number, Int64(id.native), "https://a.test/\(number)"])
        }
        try await bench.write("UPDATE event SET link = 1 + id % 30 WHERE kind = \(EventKind.click.number)")
        let report = try await watch(bench).report(id)
        let named = (report.links ?? []).reduce(0) { $0 + $1.clicks }
        #expect((report.links ?? []).count <= 20)
        #expect(named + report.rest.clicks == report.progress.later[.click])
    }

    @Test func `a campaign that was not launched has nothing to report`() async throws {
        let bench = try await LaunchBench(contacts: 2)
        let id = bench.context.id(.campaign, try await bench.campaign())
        var control = CampaignKind(context: bench.context).controlForReport(watch(bench))
        control.report = watch(bench).report
        let error = try await #require(throws: ServiceError.self) { try await control.report(of: id) }
        #expect(error.code == .refused && error.message.contains("is draft"))
    }

    @Test(arguments: [
        ("domain:example1.com", 58), ("domain:=example1.com", 58), ("domain:=xample1.com", 0),
        ("domain:example", 400),
        ("-events:accepted state:=\"not sent\"", 4), ("state:\"not sent\" reply:suppressed", 1),
    ])
    func `recipients are found by domain and by what happened`(filter: String, count: Int) async throws {
        let (bench, id) = try await launched()
        #expect(try await recipients(filter, of: id, on: bench) == count)
    }

    @Test func `numbers are found by how they begin`() async throws {
        let bench = try await LaunchBench()
        try await bench.grant(10)
        let spec = AudienceSpec(kind: .list, addresses: ["+34600112233", "+34600112234", "+49301234567"])
        let campaign = try await bench.campaign(spec, type: .smsPlain)
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let id = bench.context.id(.campaign, campaign)
        #expect(try await recipients("domain:=+346", of: id, on: bench) == 2)
        let report = try await watch(bench).report(id)
        let prefixes = try #require(report.sections.first { $0.part == .domains })
        #expect(prefixes.heading == "Prefix" && Set(prefixes.entries.map(\.label)) == ["+346", "+493"])
    }
}

extension CampaignKind {
    fileprivate func controlForReport(_ watch: CampaignWatch) -> CampaignControl {
        CampaignControl(plan: plan, launch: launch(_:key:), watch: watch.updates)
    }
}
