import Foundation
import ServiceCore
import TestSupport
import Testing

@Suite struct FindingTests {
    private let now = ManualClock().date
    private let own = FakeStore("embedded")

    private func findings(_ resource: any Resource.Type) async throws -> [Finding] {
        let kind = try #require(MergedKind(resource.kind, of: [own.connection()]))
        return try await kind.findings(resource.concerns, now: now, zone: .utc)
    }

    private func putUsers(_ names: [String]) {
        own.put(
            names.map { name in
                var user = SMTPUser(
                    id: ResourceID("embedded", .smtpUser, name), account: "ops@shop.example", name: name)
                (user.totalLimit, user.usedInAll) = (100, 100)
                return user
            })
    }

    @Test func `one row is told by its name, several by the first names and how many more`() async throws {
        putUsers(["smtp1"])
        #expect(
            try await findings(SMTPUser.self).map(\.sentence) == ["1 SMTP user is exhausted: smtp1 (100)"])
        putUsers(["smtp2", "smtp3", "smtp4"])
        #expect(
            try await findings(SMTPUser.self).map(\.sentence) == [
                "4 SMTP users are exhausted: smtp1 (100), smtp2 (100), smtp3 (100), smtp4 (100)"
            ])
        putUsers(["smtp5"])
        let five = try #require(try await findings(SMTPUser.self).first)
        #expect(
            five.sentence
                == "5 SMTP users are exhausted: smtp1 (100), smtp2 (100), smtp3 (100) and 2 more")
        #expect(five.count == 5 && five.weight == .wrong)
        #expect(five.place == .rows(.smtpUser, filter: "state:exhausted"))
    }

    @Test func `a row that is as it should be is no finding`() async throws {
        own.put([SMTPUser(id: ResourceID("embedded", .smtpUser, "1"), account: "a", name: "smtp1")])
        #expect(try await findings(SMTPUser.self) == [])
    }

    @Test(
        arguments: [
            (89, nil), (90, "1 account is near its monthly cap: ops@shop.example (90)"),
            (99, "1 account is near its monthly cap: ops@shop.example (99)"),
            (100, "1 account has used up its monthly cap: ops@shop.example (1,000)"),
        ] as [(Int, String?)])
    func `an account is near its cap from nine tenths on`(percent: Int, sentence: String?) async throws {
        var account = Account(id: ResourceID("embedded", .account, "1"), username: "ops@shop.example")
        (account.emailCap, account.sentThisMonth) = (1000, percent * 10 + 9)
        if percent == 100 { account.sentThisMonth = 1000 }
        own.put([account])
        #expect(try await findings(Account.self).map(\.sentence) == [sentence].compactMap(\.self))
    }

    @Test func `the earliest time of the rows says since when`() async throws {
        own.put(
            [2.0, 26].enumerated().map { place, hours in
                var domain = TrackingDomain(
                    id: ResourceID("embedded", .trackingDomain, "\(place)"), account: "a",
                    domain: "t\(place).shop.example")
                domain.cnameState = .wrong
                domain.checked = now.addingTimeInterval(-3600 * hours)
                return domain
            })
        let wrong = try #require(try await findings(TrackingDomain.self).first)
        #expect(
            wrong.sentence == "2 tracking domains have wrong records: t1.shop.example, t0.shop.example")
        #expect(
            wrong.moment == Finding.Moment("the oldest check", now.addingTimeInterval(-3600 * 26)))
    }

    @Test(arguments: [(23.9, true), (24.1, false), (-1, true)])
    func `a campaign that starts within a day is told`(hours: Double, isTold: Bool) async throws {
        var campaign = Campaign(id: ResourceID("embedded", .campaign, "1"), account: "a", title: "Spring")
        let start = now.addingTimeInterval(hours * 3600)
        (campaign.state, campaign.schedule) = (.scheduled, .until(start, original: ""))
        own.put([campaign])
        let told = try await findings(Campaign.self)
        #expect(told.isEmpty == !isTold)
        if isTold { #expect(told.map(\.moment) == [Finding.Moment("at", start)]) }
    }

    @Test func `the worse of two records is what counts`() {
        let order: [DNSState] = [.wrong, .couldNotCheck, .unchecked, .right]
        for (place, state) in order.enumerated() {
            for other in order[place...] {
                #expect(state.worse(other) == state && other.worse(state) == state)
            }
        }
    }

    @Test func `the worst comes first, and a place is told once`() {
        let findings = [
            Finding(.note, count: 1, "note", at: .connection("a")),
            Finding(.wrong, count: 1, "first", at: .connection("b")),
            Finding(.warning, count: 1, "warning", at: .connection("c")),
            Finding(.wrong, count: 1, "second", at: .connection("d")),
            Finding(.wrong, count: 1, "again", at: .connection("b")),
        ]
        #expect(findings.unique.worstFirst.map(\.sentence) == ["first", "second", "warning", "note"])
    }

    @Test func `every concern is a filter that its kind's pane takes, and a sentence`() throws {
        let resources: [any Resource.Type] = [
            Account.self, ApprovedSender.self, SMTPUser.self, TrackingDomain.self, Campaign.self,
            SendingDomain.self, Webhook.self, BounceReport.self,
        ]
        for resource in resources {
            #expect(!resource.concerns.isEmpty)
            for concern in resource.concerns {
                #expect(try !FilterParser(schema: resource.schema, now: now).parse(concern.filter).isEmpty)
                for field in [concern.moment?.field, concern.measure].compactMap(\.self) {
                    #expect(resource.schema[field] != nil, "\(field)")
                }
            }
            #expect(Set(resource.concerns.map(\.filter)).count == resource.concerns.count)
        }
    }

    @Test func `rows of a platform that fails are told as its failure, the others as they are`() async {
        putUsers(["smtp1"])
        let hosted = FakeStore("dyn")
        for name in ["account.list", "sender.list"] {
            hosted.fail(name, ServiceError(.unreachable, "The platform cannot be reached."))
        }
        let reading = OverviewReading(
            [own.connection(), hosted.hostedConnection()], now: now, zone: .utc)
        let findings = await reading.findings(of: [Account.self, ApprovedSender.self, SMTPUser.self])
        #expect(
            findings.map(\.sentence) == [
                "dyn fails: The platform cannot be reached", "1 SMTP user is exhausted: smtp1 (100)",
            ])
        #expect(findings.first?.moment == Finding.Moment("since", now))
        #expect(findings.first?.place == .connection("dyn"))
    }

    @Test func `a connection that the settings leave unusable is told with its fault`() async {
        let fault = ServiceError(.invalid, "dyn has no credentials.", hint: "Add them.")
        let reading = OverviewReading(
            [.unusable("dyn", platform: "Dyn", because: fault)], now: now, zone: .utc)
        #expect(
            await reading.findings(of: [Account.self]).map(\.sentence)
                == ["dyn fails: dyn has no credentials"])
    }
}
