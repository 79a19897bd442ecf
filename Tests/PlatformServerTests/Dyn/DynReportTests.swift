import Foundation
import Mail
import Platform
import ServiceCore
import Testing

/// `Providers/Dyn/WIRE.md` §9.
@Suite struct DynReportTests {
    private let desk: DynDesk

    init() async throws { desk = try await DynDesk() }

    private func rows(
        _ report: String, _ query: [String: String] = [:], as account: NewAccount? = nil
    ) async throws -> [[String: NSObject]] {
        let name = String(report.prefix { $0 != "/" })
        return try await desk.get("rest/json/reports/\(report)", query, as: account).list(name)
    }

    private func addresses(_ report: String, _ query: [String: String] = [:]) async throws -> [String] {
        try await rows(report, query).compactMap { $0["emailaddress"] as? String }
    }

    @Test func `a row has what every report tells`() async throws {
        try await desk.event(.accepted, of: "u@x.com")
        #expect(
            try await desk.get("rest/json/reports/sent").data
                == JSON.object(
                    #"""
                    {"sent": [{"emailaddress": "u@x.com", "date": "2026-03-01T12:00:00+00:00",
                      "sender": "news@shop.example", "xheaders": []}]}
                    """#))
    }

    @Test(arguments: [
        ("delivered", EventKind.delivered, [String]()), ("complaints", .complaint, []),
        ("opens", .open, ["ip"]), ("clicks", .click, ["ip", "clicklink"]),
        ("bounces", .bounceHard, ["bouncetype", "bouncerule", "bouncetime"]),
        ("issues", .notSent, ["reason"]),
    ])
    func `each report has its events alone, with what it adds`(
        report: String, kind: EventKind, more: [String]
    ) async throws {
        for kind in EventKind.allCases {
            try await desk.event(kind, of: "\(kind.rawValue.filter { $0.isLetter })@x.com")
        }
        let reply = try await desk.get("rest/json/reports/\(report)")
        #expect((reply.data as? [String: Any])?.keys.map(\.self) == [report])
        let rows = reply.list(report)
        #expect(
            rows.contains {
                $0["emailaddress"] == "\(kind.rawValue.filter { $0.isLetter })@x.com" as NSObject
            })
        #expect(
            rows.allSatisfy { Set($0.keys) == Set(["emailaddress", "date", "sender", "xheaders"] + more) })
        let count = try await desk.get("rest/json/reports/\(report)/count")
        #expect(try count.data == JSON.object(#"{"count": \#(rows.count)}"#))
    }

    @Test func `a click tells its link, a bounce its type, an issue its reason`() async throws {
        try await desk.sql("INSERT INTO link (id, url) VALUES (7, 'https://shop.example/a')")
        try await desk.event(.click, of: "u@x.com", columns: ["link": "7", "ip": "192.0.2.1"])
        try await desk.event(.bounceSoft, of: "u@x.com", columns: ["rule": "mailbox full", "detail": "452"])
        try await desk.event(.refused, of: "v@x.com", columns: ["detail": "550 5.1.1 no such user"])
        try await desk.event(.notSent, of: "u@x.com", columns: ["detail": "suppressed: manual"])
        let click = try await rows("clicks")[0]
        #expect(click["clicklink"] == "https://shop.example/a" as NSObject)
        #expect(click["ip"] == "192.0.2.1" as NSObject)
        let soft = try await rows("bounces", ["bouncetype": "soft"])
        #expect(soft.map { $0["bouncerule"] } == ["mailbox full" as NSObject])
        #expect(soft[0]["bouncetime"] == "2026-03-01T12:00:00+00:00" as NSObject)
        let hard = try await rows("bounces", ["bouncetype": "hard"])
        #expect(hard.map { $0["emailaddress"] } == ["v@x.com" as NSObject])
        #expect(hard[0]["bouncerule"] == "550 5.1.1 no such user" as NSObject)
        #expect(try await rows("bounces", ["bouncetype": "odd"]).isEmpty)
        #expect(try await rows("issues")[0]["reason"] == "suppressed: manual" as NSObject)
    }

    @Test func `unique rows come twice, one a recipient and link`() async throws {
        try await desk.sql(
            "INSERT INTO link (id, url) VALUES (1, 'https://a.example/'), (2, 'https://b.example/'), (3, 'https://a.example/')"
        )
        for (address, link) in [("u", 1), ("u", 1), ("u", 3), ("u", 2), ("v", 1)] {
            try await desk.event(.click, of: "\(address)@x.com", columns: ["link": "\(link)"])
            try await desk.event(.open, of: "\(address)@x.com")
            desk.clock.advance(1)
        }
        let clicks = try await desk.get("rest/json/reports/clicks/unique")
        #expect((clicks.data as? [String: Any])?.count == 2)
        #expect(clicks["clicks"] == clicks["unique"])
        #expect(
            clicks.list("unique").map {
                [$0["emailaddress"], $0["clicklink"]].map { $0 as? String ?? "" }.joined(separator: " ")
            } == [
                "v@x.com https://a.example/", "u@x.com https://b.example/", "u@x.com https://a.example/",
            ])
        #expect(clicks.list("unique")[2]["date"] == "2026-03-01T12:00:00+00:00" as NSObject)
        #expect(
            try await desk.get("rest/json/reports/clicks/count/unique").data
                == JSON.object(#"{"count": 3, "unique": 3}"#))
        #expect(try await desk.get("rest/json/reports/opens/unique").list("opens").count == 2)
        #expect(
            try await desk.get("rest/json/reports/opens/count/unique").data
                == JSON.object(#"{"count": 2, "unique": 2}"#))
        #expect(try await desk.get("rest/json/reports/opens/count")["count"] == 5 as NSObject)
    }

    @Test func `filters by sender, recipient and domain narrow rows and counts`() async throws {
        try await desk.event(.accepted, of: "u@x.com", from: "a@shop.example")
        try await desk.event(.accepted, of: "v@y.com", from: "a@shop.example")
        try await desk.event(.accepted, of: "u@x.com.example", from: "b@shop.example")
        for (query, wanted) in [
            (["sender": "A@shop.example"], ["v@y.com", "u@x.com"]),
            (["emailaddress": "U@x.com"], ["u@x.com"]),
            (["recipient": "v@y.com"], ["v@y.com"]), (["domain": "X.com"], ["u@x.com"]),
            (["sender": "b@shop.example", "emailaddress": "u@x.com"], []), (["sender": "nonsense"], []),
            (["domain": "%"], []), (["emailaddress": ""], ["u@x.com.example", "v@y.com", "u@x.com"]),
        ] {
            #expect(try await addresses("sent", query) == wanted, "\(query)")
            let count = try await desk.get("rest/json/reports/sent/count", query)
            #expect(count["count"] == wanted.count as NSObject, "\(query)")
        }
    }

    @Test func `headers that the account has named are shown and looked for`() async throws {
        _ = try await desk.post("rest/json/accounts/xheaders", ["xheader1": "X-Order"])
        let long = String(repeating: "é", count: 600)
        try await desk.event(
            .accepted, of: "u@x.com", headers: [MailHeader("X-Order", "a/\"1\""), MailHeader("X-Other", "2")])
        try await desk.event(.accepted, of: "v@x.com", headers: [MailHeader("X-Order", long)])
        let shown = try await rows("sent").map { $0["xheaders"] }
        try #require(shown.count == 2)
        #expect(try shown[1] == JSON.object(#"[{"X-Order": "a/\"1\""}]"#))
        #expect(
            shown[0] == [["X-Order": String(repeating: "é", count: 500)]] as NSObject)
        #expect(try await addresses("sent", ["x-order": "a/\"1\""]) == ["u@x.com"])
        #expect(try await addresses("sent", ["X-Order": "2"]) == [])
        // Help pages: "If an unknown x-header is provided, the value is ignored".
        #expect(try await addresses("sent", ["X-Other": "2"]) == ["v@x.com", "u@x.com"])
        try await desk.event(.bounceHard, of: "u@x.com", headers: [MailHeader("X-Order", "3")])
        #expect(try await rows("bounces", ["noheaders": "1"])[0]["xheaders"] == [] as NSObject)
        #expect(try await desk.get("rest/json/reports/bounces", ["noheaders": "x"]).status == 452)
    }

    @Test func `without bounds the last month is told, the newest first`() async throws {
        try await desk.event(.accepted, of: "old@x.com")
        desk.clock.advance(32 * 86_400)
        try await desk.event(.accepted, of: "u@x.com")
        desk.clock.advance(86_400)
        try await desk.event(.accepted, of: "v@x.com")
        #expect(try await addresses("sent") == ["v@x.com", "u@x.com"])
        #expect(
            try await addresses("sent", ["starttime": "2026-03-01"]) == ["v@x.com", "u@x.com", "old@x.com"])
        #expect(try await addresses("sent", ["endtime": "2026-03-20"]) == ["old@x.com"])
        let range = ["startdate": "2026-03-01T12:00:00", "enddate": "2026-04-02T12:00:00+00:00"]
        #expect(try await addresses("sent", range) == ["old@x.com"])
    }

    @Test func `pages are 500 long; a count takes no index`() async throws {
        try await desk.sql(
            """
            INSERT INTO event (account, kind, at, address, source)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 503)
            SELECT 1, CASE i % 3 WHEN 0 THEN 9 ELSE 10 END, 1772366400000 - i, 'p' || i || '@x.com', 'test' FROM n
            """)
        let first = try await addresses("bounces")
        let second = try await addresses("bounces", ["startindex": "500"])
        #expect(first.count == 500 && first.first == "p1@x.com")
        #expect(second == ["p501@x.com", "p502@x.com", "p503@x.com"])
        let count = try await desk.get("rest/json/reports/bounces/count", ["startindex": "x"])
        #expect(count["count"] == 503 as NSObject)
    }

    @Test func `an account sees its own mail alone, and no text messages`() async throws {
        let sub = try await desk.account("sub@shop.example")
        try await desk.event(.open, of: "u@x.com", by: sub)
        try await desk.event(.open, of: "+34600123456")
        try await desk.sql("UPDATE batch SET channel = 'sms' WHERE account = 1")
        for path in ["opens", "opens/unique"] {
            #expect(try await rows(path, ["emailaddress": "u@x.com"]).isEmpty)
            #expect(try await rows(path).isEmpty)
            #expect(try await rows(path, as: sub).count == 1)
        }
        #expect(try await desk.get("rest/json/reports/opens/count")["count"] == 0 as NSObject)
        #expect(try await desk.get("rest/json/reports/opens/count/unique")["unique"] == 0 as NSObject)
    }
}
