import Foundation
import Platform
import Testing

/// `Providers/Dyn/WIRE.md` §7.
@Suite struct DynPeopleTests {
    private let desk: DynDesk

    init() async throws { desk = try await DynDesk() }

    private func status(_ addresses: String, as account: NewAccount? = nil) async throws -> DynReply {
        try await desk.get("rest/json/recipients/status", ["emailaddress": addresses], as: account)
    }

    private func post(
        _ path: String, _ addresses: String, as account: NewAccount? = nil
    ) async throws -> DynReply {
        try await desk.post("rest/json/\(path)", ["emailaddress": addresses], as: account)
    }

    @Test func `one never heard of is inactive until it is activated`() async throws {
        #expect(try await status("u@x.com")["status"] == "inactive" as NSObject)
        let reply = try await post("recipients/activate", "u@x.com")
        #expect(reply.status == 200)
        #expect(try reply.data == JSON.object("[]"))
        #expect(
            try await status("U@x.com").data
                == JSON.object(
                    #"""
                    {"recipients": [{"emailaddress": "u@x.com", "status": "active", "suppressionstatus": "unsuppressed"}],
                      "emailaddress": "u@x.com", "status": "active", "suppressionstatus": "unsuppressed"}
                    """#))
    }

    @Test func `several are told in a list alone`() async throws {
        _ = try await post("recipients/activate", "u@x.com")
        _ = try await post("suppressions", "v@x.com")
        #expect(
            try await status("u@x.com, v@x.com").data
                == JSON.object(
                    #"""
                    {"recipients": [{"emailaddress": "u@x.com", "status": "active", "suppressionstatus": "unsuppressed"},
                      {"emailaddress": "v@x.com", "status": "inactive", "suppressionstatus": "suppressed"}]}
                    """#))
    }

    @Test func `each account has its own recipients and suppressions`() async throws {
        let sub = try await desk.account("sub@shop.example")
        _ = try await post("recipients/activate", "u@x.com")
        _ = try await post("suppressions", "u@x.com")
        let theirs = try await status("u@x.com", as: sub)
        #expect(theirs["status"] == "inactive" as NSObject)
        #expect(theirs["suppressionstatus"] == "unsuppressed" as NSObject)
        _ = try await post("suppressions/activate", "u@x.com", as: sub)
        #expect(try await status("u@x.com")["suppressionstatus"] == "suppressed" as NSObject)
        #expect(try await desk.get("rest/json/suppressions", as: sub).list("suppressions").isEmpty)
        #expect(try await desk.get("rest/json/suppressions/count", as: sub)["count"] == 0 as NSObject)
    }

    @Test func `suppressing is a set: the old time stays, and lifting what is not there is done`()
        async throws
    {
        #expect(try await post("suppressions", "q@x.net").status == 200)
        desk.clock.advance(5)
        let again = try await post("suppressions", "q@x.net,r@x.net")
        #expect(again.status == 200)
        let list = try await desk.get("rest/json/suppressions").list("suppressions")
        #expect(list.map { $0["emailaddress"] } == ["r@x.net" as NSObject, "q@x.net" as NSObject])
        #expect(list[1]["suppresstime"] == "2026-03-01T12:00:00+00:00" as NSObject)
        #expect(Set(list[0].keys) == ["emailaddress", "suppresstime", "reasontype", "suppressionid"])
        #expect(list[0]["reasontype"] == "manual" as NSObject && list[0]["suppressionid"] is NSString)
        let lifted = try await post("suppressions/activate", "q@x.net,never@x.net")
        #expect(lifted.status == 200)
        #expect(try lifted.data == JSON.object("[]"))
        #expect(try await desk.get("rest/json/suppressions/count").data == JSON.object(#"{"count": 1}"#))
        #expect(try await status("q@x.net")["suppressionstatus"] == "unsuppressed" as NSObject)
    }

    /// §7: "lifts the suppression but leaves a bounced or complained recipient as it is".
    @Test func `lifting a complaint leaves the recipient inactive`() async throws {
        try await desk.sql(
            "INSERT INTO suppression (account, channel, address, reason, at) VALUES (1, 'email', 'c@x.com', 'complaint', 0)"
        )
        try await desk.sql(
            "INSERT INTO recipient (account, address, status, why, changed_at) VALUES (1, 'c@x.com', 'inactive', 'complaint', 0)"
        )
        _ = try await post("suppressions/activate", "c@x.com")
        let reply = try await status("c@x.com")
        #expect(reply["status"] == "inactive" as NSObject)
        #expect(reply["suppressionstatus"] == "unsuppressed" as NSObject)
        _ = try await post("recipients/activate", "c@x.com")
        #expect(try await status("c@x.com")["status"] == "active" as NSObject)
    }

    @Test func `an entry for all accounts suppresses and is not the account's to list or lift`() async throws
    {
        try await desk.sql(
            "INSERT INTO suppression (account, channel, address, reason, at) VALUES (NULL, 'email', 'g@x.com', 'manual', 0)"
        )
        _ = try await post("suppressions/activate", "g@x.com")
        #expect(try await status("g@x.com")["suppressionstatus"] == "suppressed" as NSObject)
        #expect(try await desk.get("rest/json/suppressions").list("suppressions").isEmpty)
    }

    @Test(
        arguments: [
            "recipients/status", "recipients/activate", "suppressions", "suppressions/activate",
        ], ["", "nobody", "a@b", "a b@x.com", "u@x.com,nobody", ",", "[]"])
    func `what is no address is 452 and nothing is done`(path: String, addresses: String) async throws {
        let reply =
            path == "recipients/status"
            ? try await status(addresses) : try await post(path, addresses)
        #expect(reply.status == 452)
        #expect(reply.sentences.first?.hasPrefix("emailaddress") == true)
        #expect(try await status("u@x.com")["status"] == "inactive" as NSObject)
        #expect(try await desk.get("rest/json/suppressions/count")["count"] == 0 as NSObject)
    }

    /// §1: "a list of recipients arrives as the single value `['a@x.com', 'b@x.com']`".
    @Test func `a printed list is a list`() async throws {
        _ = try await post("suppressions", "['a@x.com', 'b@x.com']")
        #expect(try await desk.get("rest/json/suppressions/count")["count"] == 2 as NSObject)
    }

    @Test func `pages are 500 long and begin where they are asked to`() async throws {
        let first = (0..<300).map { "a\($0)@x.com" }.joined(separator: ",")
        let second = (300..<503).map { "a\($0)@x.com" }.joined(separator: ",")
        _ = try await post("suppressions", first)
        desk.clock.advance(1)
        _ = try await post("suppressions", second)
        let pages = [
            try await desk.get("rest/json/suppressions"),
            try await desk.get("rest/json/suppressions", ["startindex": "500"]),
        ].map { $0.list("suppressions").compactMap { $0["emailaddress"] as? String } }
        #expect(pages.map(\.count) == [500, 3])
        #expect(pages.joined().first == "a502@x.com" && pages[1].last == "a0@x.com")
        #expect(Set(pages.joined()).count == 503)
    }

    /// §4, "Dates in".
    @Test(arguments: [
        ("2026-03-01T12:00:05", 1), ("2026-03-01T12:00:05+00:00", 1), ("2026-03-01", 2),
        ("2026-03-01 12:00:05", 1), ("2026-03-01 12:00:05.250000+00:00", 1), ("2026-03-01T13:00:05+01:00", 1),
        ("2026-03-01T12:00:00", 2), ("2026-03-01T12:00:10", 1), ("2026-03-01T12:00:10.001", 0), ("", 2),
    ])
    func `a range begins with its start`(start: String, count: Int) async throws {
        _ = try await post("suppressions", "a@x.com")
        desk.clock.advance(10)
        _ = try await post("suppressions", "b@x.com")
        let query = ["startdate": start]
        #expect(
            try await desk.get("rest/json/suppressions/count", query)["count"] == count as NSObject)
        #expect(
            try await desk.get("rest/json/suppressions", query).list("suppressions").count == count)
    }

    @Test func `a range ends before its end`() async throws {
        _ = try await post("suppressions", "a@x.com")
        for (end, count) in [("2026-03-01T12:00:00", 0), ("2026-03-01T12:00:00.001", 1), ("2026-03-02", 1)] {
            let query = ["enddate": end, "startdate": "2026-02-28"]
            #expect(
                try await desk.get("rest/json/suppressions/count", query)["count"] == count as NSObject)
        }
    }

    @Test(arguments: [
        "yesterday", "2026-13-01", "2026-03-01T25:00:00", "1772366400", "2026-03-01T12:00:05 x",
    ])
    func `anything else is no date`(text: String) async throws {
        for name in ["startdate", "enddate"] {
            #expect(try await desk.get("rest/json/suppressions", [name: text]).status == 452)
            #expect(try await desk.get("rest/json/suppressions/count", [name: text]).status == 452)
        }
        for name in ["starttime", "endtime", "startdate", "enddate"] {
            #expect(try await desk.get("rest/json/reports/sent", [name: text]).status == 452)
            #expect(try await desk.get("rest/json/reports/clicks/count/unique", [name: text]).status == 452)
        }
    }
}
