import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// Accounts as they are listed, and those that are gone.
extension DynAccountTests {
    @Test func `the list has pages of 25, each item whole but for the cap, which stands beside`() async throws
    {
        try await desk.sql("UPDATE account SET email_cap = 50000")
        for number in 1...27 {
            try await desk.sql(
                "INSERT INTO account (uuid, short_name, username, account_name, created_at) VALUES (?, ?, ?, ?, 0)",
                ["u\(number)", "n\(number)", "u\(number)@shop.example", number == 9 ? "Nine" : ""])
        }
        let first = try await desk.get("rest/json/accounts")
        #expect(first.list("accounts").count == 25)
        #expect(first["emailcap"] == 50000 as NSObject)
        #expect(first.list("accounts").allSatisfy { Set($0.keys) == Self.keys.subtracting(["emailcap"]) })
        #expect(first.list("accounts")[0]["apikey"] == desk.master.apiKey.reveal() as NSObject)
        let second = try await desk.get("rest/json/accounts", ["startindex": "25"])
        #expect(
            second.list("accounts").map { $0["username"] }
                == [25, 26, 27].map { "u\($0)@shop.example" as NSObject })
        let named = try await desk.get("rest/json/accounts", ["accountname": "Nine"])
        #expect(named.list("accounts").map { $0["username"] } == ["u9@shop.example" as NSObject])
        #expect(try await desk.get("rest/json/accounts", ["accountname": "nin"]).list("accounts").isEmpty)
    }

    @Test(arguments: [["startindex": "-1"], ["startindex": "x"], ["start_index": "1.5"]])
    func `an index that is no number is 452`(query: [String: String]) async throws {
        #expect(try await desk.get("rest/json/accounts", query).status == 452)
        #expect(try await desk.get("rest/json/senders", query).status == 452)
        #expect(try await desk.get("rest/json/suppressions", query).status == 452)
        #expect(try await desk.get("rest/json/reports/sent", query).status == 452)
    }

    @Test func `of the two names of an index the documented one wins`() async throws {
        let both = try await desk.get("rest/json/accounts", ["startindex": "0", "start_index": "9"])
        let other = try await desk.get("rest/json/accounts", ["start_index": "9"])
        #expect(both.list("accounts").count == 1 && other.list("accounts").isEmpty)
    }

    @Test func `a deleted account and its key are gone`() async throws {
        let sub = try await desk.account("sub@shop.example")
        let reply = try await desk.post("rest/json/accounts/delete", ["username": "sub@shop.example"])
        #expect(reply.status == 200)
        #expect(try reply.data == JSON.object("[]"))
        #expect(try await desk.get("rest/json/senders", as: sub).status == 451)
        for name in ["sub@shop.example", "", "master@shop.example"] {
            #expect(try await desk.post("rest/json/accounts/delete", ["username": name]).status == 452)
        }
        #expect(try await desk.get("rest/json/accounts").list("accounts").count == 1)
    }
}
