import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct CampaignReportTests {
    /// A launch in which a bit of everything happens.
    private func launched(
        _ contacts: Int = 400, text: String = "See https://a.test/sale"
    ) async throws -> (LaunchBench, ResourceID) {
        let bench = try await LaunchBench(contacts: contacts)
        try await bench.write("UPDATE contact SET invalid_at = 1, invalid_why = 'test' WHERE numid <= 3")
        try await bench.suppress("person9@example2.com")
        let campaign = try await bench.campaign(text: text)
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        return (bench, bench.context.id(.campaign, campaign))
    }

    private func watch(_ bench: LaunchBench) -> CampaignWatch {
        CampaignWatch(context: bench.context, isEngineRunning: { true }, engineFailure: { _ in nil })
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

    @Test func `links are those of the message, the first followed most, and all clicks name one`()
        async throws
    {
        let addresses = ["https://a.test/\"q\"", "https://a.test/b?x=1&y=2", "http://b.test"]
        let page = addresses.map { "<a href='\($0)'>more</a>" }.joined()
        let (bench, id) = try await launched(2_000, text: "")
        try await bench.write(
            "INSERT INTO content (sha256, bytes, created_at) VALUES (x'02', ?, 0)", [Data(page.utf8)])
        let second = try await bench.campaign()
        try await bench.write("UPDATE campaign SET html_content = 2 WHERE id = ?", [second])
        try await bench.launch(second)
        try await bench.run(bench.engine(epoch: 2))
        let report = try await watch(bench).report(bench.context.id(.campaign, second))
        let links = try #require(report.links)
        #expect(Set(links.map(\.url)) == Set(addresses) && links.first?.url == addresses[0])
        #expect(links.map(\.clicks).reduce(0, +) == report.progress.later[.click])
        #expect(report.progress.later[.click] ?? 0 > 10)
        // A message that leads nowhere has readers, and none who clicks.
        let without = try await watch(bench).report(id)
        #expect(without.links == [] && without.progress.later[.click] ?? 0 == 0)
        #expect(without.progress.later[.open] ?? 0 > 10)
    }

    @Test func `a click of before links were kept is told as such, and lists its person`() async throws {
        let (bench, id) = try await launched()
        try await bench.write(
            """
            UPDATE event SET link = NULL WHERE kind = \(EventKind.click.number) AND delivery =
            (SELECT max(delivery) FROM event WHERE kind = \(EventKind.click.number))
            """)
        let report = try await watch(bench).report(id)
        #expect(report.links?.map(\.url) == ["https://a.test/sale", nil] && report.links?[1].clicks == 1)
        #expect(report.links?.map(\.clicks).reduce(0, +) == report.progress.later[.click])
        let section = try #require(report.sections.first { $0.part == .links })
        #expect(section.entries.last?.label == "link not kept")
        let filter = try #require(section.entries.last?.numbers.first?.filter)
        #expect(try await recipients(filter, of: id, on: bench) == 1)
    }

    @Test func `more links than are named are a rest`() async throws {
        let (bench, id) = try await launched()
        for number in 1...30 {
            try await bench.write(
                "INSERT INTO link (id, campaign, url) VALUES (?, ?, ?)",
                [100 + number, Int64(id.native), "https://a.test/\(number)"])
        }
        try await bench.write("UPDATE event SET link = 101 + id % 30 WHERE kind = \(EventKind.click.number)")
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
