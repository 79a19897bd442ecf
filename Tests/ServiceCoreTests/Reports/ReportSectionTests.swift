import FoundationEssentials
import Testing

@testable import ServiceCore

@Suite struct ReportSectionTests {
    private func section(
        _ part: ReportSection.Part, of report: CampaignReport = SampleReport.make()
    ) throws -> ReportSection {
        try #require(report.sections.first { $0.part == part })
    }

    @Test func `the totals are those of the watch and sum to the audience`() throws {
        let totals = try section(.totals)
        let counts = totals.entries.map { $0.numbers[0].count ?? -1 }
        #expect(
            totals.entries.map(\.label) == [
                "pending", "deferred", "accepted", "delivered", "bounced", "not sent", "unknown",
            ])
        #expect(counts == [0, 0, 5, 80, 9, 6, 0] && counts.reduce(0, +) == totals.whole)
        #expect(totals.shareText(of: totals.entries[3]) == "80.0 %" && totals.remark.isEmpty)
    }

    @Test func `parts that do not sum to the audience are told, not hidden`() throws {
        var report = SampleReport.make()
        report.progress.states[.bounced] = 8
        #expect(
            try section(.totals, of: report).remark
                == "Take care: the states sum to 99, the audience is 100.")
    }

    @Test(arguments: [
        (1, 3, "33.3 %"), (1, 100_000, "<0.1 %"), (0, 5, "0.0 %"), (5, 5, "100.0 %"), (1, 0, ""),
    ])
    func `a share is told to a tenth`(count: Int, whole: Int, text: String) {
        let entry = ReportSection.Entry("delivered", [.init(count)])
        let section = ReportSection(
            part: .totals, title: "", heading: "", columns: ["recipients"], entries: [entry], whole: whole)
        #expect(section.shareText(of: entry) == text)
    }

    @Test func `a number that people are behind names them by a filter`() throws {
        #expect(try section(.totals).entries[5].numbers[0].filter == "state:=\"not sent\"")
        #expect(
            try section(.reasons).entries[0].numbers[0].filter
                == "state:=\"not sent\" reply:=\"suppressed: complaint\"")
        #expect(try section(.later).entries[1].numbers.map(\.filter) == ["events:=\"click\"", nil])
        #expect(
            try section(.domains).entries[0].numbers.map(\.filter) == [
                "domain:=\"example.com\" events:=\"accepted\"", "domain:=\"example.com\" events:=\"refused\"",
            ])
        #expect(
            try section(.links).entries.map { $0.numbers[0].filter } == [
                "links:=\"https://shop.example/sale?a=1&b=2\"", "links:=\"\"",
            ])
    }

    @Test func `every filter is one that recipients have`() throws {
        let parser = FilterParser(
            schema: ResourceSchema(of: Delivery.self), now: Date(timeIntervalSince1970: 0))
        let reports = [SampleReport.make(), SampleReport.make(reply: #"451 said "later" 'now'"#)]
        for number in reports.flatMap(\.sections).flatMap(\.entries).flatMap(\.numbers) {
            if let filter = number.filter { #expect(throws: Never.self) { try parser.parse(filter) } }
        }
    }

    @Test func `what lies beyond those that are named is told as a rest`() throws {
        let rest = try #require(try section(.domains).entries.last)
        #expect(rest.label == "other domains" && rest.numbers.map(\.count) == [25, 6])
        #expect(rest.numbers.allSatisfy { $0.filter == nil })
    }

    @Test func `what a platform does not tell is not told as nought`() throws {
        var report = SampleReport.make()
        report.progress.told = .init(states: [.delivered, .notSent], later: [])
        (report.people, report.links, report.timeline) = (nil, nil, nil)
        #expect(report.sections.map(\.part) == [.totals, .later, .reasons, .links])
        #expect(
            try section(.later, of: report).remark
                == "embedded does not tell what happened after it was sent.")
        #expect(
            try section(.links, of: report).remark == "embedded does not tell which links were clicked.")
        report.progress.audience = nil
        #expect(try section(.totals, of: report).remark == "Whom it goes to is not told.")
    }
}

@Suite struct CampaignTimelineTests {
    private func event(_ kind: EventKind, _ seconds: Double) -> DeliveryEvent {
        DeliveryEvent(
            id: ResourceID("dmds", .event, "\(seconds)"), account: "acme", person: "kim@a.test", kind: kind,
            time: Date(timeIntervalSince1970: seconds))
    }

    @Test func `each event stands in its step, and the steps hold them all`() {
        let timeline = CampaignTimeline([event(.accepted, 60), event(.accepted, 119), event(.open, 7200)])
        #expect(timeline?.step == 300 && timeline?.start == Date(timeIntervalSince1970: 0))
        #expect(timeline?.counts[.accepted]?.first == 2 && timeline?.counts[.open]?.last == 1)
        #expect(timeline?.stepCount == 25 && timeline?.shownKinds == [.accepted, .open])
    }

    @Test func `without a dated event there is none`() {
        var undated = event(.accepted, 60)
        undated.isUndated = true
        #expect(CampaignTimeline([undated]) == nil && CampaignTimeline([]) == nil)
    }

    @Test(arguments: [0.0, 1, 46, 47, 48, 3600, 86_400, 1e6, 1e7, 1e8, 1e9])
    func `a span of any length has few steps, and its ends lie in the first and the last`(span: Double) {
        let (first, last) = (
            Date(timeIntervalSince1970: 1e9 + 7), Date(timeIntervalSince1970: 1e9 + 7 + span)
        )
        let steps = CampaignTimeline.Steps(from: first, to: last)
        #expect((1...CampaignTimeline.Steps.most).contains(steps.count))
        #expect(steps.index(of: first) == 0 && steps.index(of: last) == steps.count - 1)
    }
}
