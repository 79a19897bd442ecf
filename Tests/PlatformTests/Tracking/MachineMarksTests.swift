import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// What a program does with a message is kept, and counted apart from what people do.
///
/// Case X6.
@Suite struct MachineMarksTests {
    @Test(arguments: [
        "Mozilla/5.0 (compatible; Barracuda Sentinel (EE))",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://x)",
        "curl/8.5.0", "Mozilla/5.0 HeadlessChrome/120", "python-requests/2.31", "WhatsApp/2.23",
    ])
    func `scanners and libraries are machines`(agent: String) {
        #expect(MachineMarks.isMachine(agent: agent, kind: .click))
    }

    @Test(arguments: [
        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
        "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
        "Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36", "Mozilla/5.0 (X11) Firefox/140",
        "",
    ])
    func `browsers and the proxies of people are not`(agent: String) {
        #expect(!MachineMarks.isMachine(agent: agent, kind: .open))
    }

    @Test func `Apple's proxy fetches images for nobody, and no browser says so little`() {
        #expect(MachineMarks.isMachine(agent: "Mozilla/5.0", kind: .open))
        #expect(!MachineMarks.isMachine(agent: "Mozilla/5.0", kind: .click))
    }

    @Test func `within two seconds of acceptance nobody has read it`() async throws {
        let bench = try await TrackingBench()
        let path = try await bench.path(.open)
        let now = bench.bench.time.now.storedTime
        for (before, kind) in [(1_900, EventKind.machineOpen), (2_100, .open)] {
            try await bench.write("UPDATE event SET at = ? WHERE kind = 2", [now - Int64(before)])
            await bench.get(path)
            #expect(try await bench.counters()[kind] == 1, "\(before)")
        }
        #expect(try await bench.events().last == "view person1@example1.com - 192.0.2.7")
    }

    @Test func `what is fetched while it is handed over is a machine's`() async throws {
        let bench = try await TrackingBench()
        try await bench.write("UPDATE delivery SET state = 2")
        await bench.get(try await bench.path(.open))
        #expect(try await bench.counters()[.machineOpen] == 1)
    }

    @Test func `who says that nobody asked yet is a machine`() async throws {
        let bench = try await TrackingBench()
        var request = bench.request("GET", try await bench.path(.open))
        request.isPrefetch = true
        await bench.ask(request)
        #expect(try await bench.counters()[.machineOpen] == 1)
    }

    @Test func `X6: all links at once are a machine's, the first ones too`() async throws {
        let bench = try await TrackingBench()
        let links = try await bench.links()
        for link in links {
            await bench.get(try await bench.path(.click, link: link))
            bench.bench.time.advance(0.3)
        }
        #expect(
            try await bench.events().allSatisfy { $0.hasPrefix("machine click") && $0.hasSuffix("machine") })
        #expect(try await bench.counters() == [.accepted: 3, .machineClick: 3])
        #expect(try await bench.number("SELECT n FROM event_day WHERE kind = 23") == 3)
        #expect(try await bench.number("SELECT n FROM event_day WHERE kind = 13") == 0)
    }

    @Test func `who reads and follows one link after the other is a person`() async throws {
        let bench = try await TrackingBench()
        for link in try await bench.links() {
            await bench.get(try await bench.path(.click, link: link))
            bench.bench.time.advance(3)
        }
        #expect(try await bench.counters()[.click] == 3)
    }

    @Test func `reports, hooks and filters of people leave machines out`() async throws {
        let bench = try await TrackingBench()
        try await bench.write(
            """
            INSERT INTO hook (account, webhook_id, url, events, created_at)
            VALUES (1, 'w', 'https://hook.example', '', 0)
            """)
        let path = try await bench.path(.open)
        await bench.ask(bench.request("GET", path, agent: "curl/8"), bench.request("GET", path))
        #expect(try await bench.number("SELECT count(*) FROM hook_out") == 1)
        let watch = CampaignWatch(
            context: bench.bench.context, isEngineRunning: { true }, engineFailure: { _ in nil })
        let report = try await watch.report(bench.bench.context.id(.campaign, bench.campaign))
        #expect(report.progress.later[.open] == 1 && report.progress.later[.machineOpen] == 1)
        #expect(report.people?.later[.open] == 1)
        let words = report.progress.shownLater.map(\.word)
        #expect(words.contains("viewed by machines") && !words.contains("clicked by machines"))
    }
}
