import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import sendboard

@Suite struct OverviewReportTests {
    private let own = FakeStore("embedded")

    init() {
        var user = SMTPUser(id: ResourceID("embedded", .smtpUser, "1"), account: "a", name: "smtp1")
        (user.totalLimit, user.usedInAll) = (100, 100)
        own.put([user])
        var domain = TrackingDomain(
            id: ResourceID("embedded", .trackingDomain, "1"), account: "a", domain: "t.shop.example")
        domain.created = Date(timeIntervalSince1970: 1_772_366_400)
        own.put([domain])
    }

    private func report(_ format: OutputFormat, over connections: [Connection]? = nil) async throws -> String
    {
        let captured = CapturedConsole()
        let workspace = Workspace(name: "w", connections: connections ?? [own.connection()])
        _ = try await OverviewReport(format: format).run(
            workspace, now: captured.console.now(), captured.console.output)
        return captured.text
    }

    @Test func `each line is a sentence and what lists the rows`() async throws {
        #expect(
            try await report(.table) == """
                WRONG    1 SMTP user is exhausted: smtp1 (100)
                         sendboard smtp-user list --search state:exhausted
                note     1 tracking domain has an unchecked record: t.shop.example, since 2026-03-01 12:00:00 +00:00
                         sendboard tracking-domain list --search cname:unchecked

                """)
    }

    @Test func `JSON has count, time and filter apart`() async throws {
        #expect(
            try await report(.json) == """
                [
                {"state":"wrong","count":1,"what":"1 SMTP user is exhausted: smtp1 (100)","moment":null,"time":null,\
                "kind":"smtp-user","filter":"state:exhausted","connection":null},
                {"state":"note","count":1,"what":"1 tracking domain has an unchecked record: t.shop.example",\
                "moment":"since","time":"2026-03-01T12:00:00Z","kind":"tracking-domain","filter":"cname:unchecked",\
                "connection":null}
                ]

                """)
    }

    @Test func `CSV has a line each under its heads`() async throws {
        let lines = try await report(.csv).split(separator: "\r\n").map(String.init)
        #expect(lines.count == 3 && lines[0] == "state,count,what,since,list")
        #expect(lines[1].hasPrefix("wrong,1,1 SMTP user is exhausted: smtp1 (100),,"))
    }

    @Test func `where nothing is to be said it says that`() async throws {
        let other = FakeStore("quiet")
        #expect(try await report(.table, over: [other.connection()]) == "Nothing wants attention.\n")
        #expect(try await report(.json, over: [other.connection()]) == "[]\n")
    }
}
