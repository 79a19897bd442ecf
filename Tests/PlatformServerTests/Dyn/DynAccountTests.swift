import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// `Providers/Dyn/WIRE.md` §5.
@Suite struct DynAccountTests {
    /// §5: "Keys: `username, … , emailcap`."
    static let keys = Set(
        """
        username, accountname, contactname, companyname, phone, address, city, state, zipcode, country, timezone, \
        bounceurl, spamurl, unsubscribeurl, trackopens, tracklinks, trackunsubscribes, apikey, created, emailsent, \
        usertype, max_sample_count, emailcap
        """.split(separator: ", ").map(String.init))

    static let new = [
        "username": "new@shop.example", "password": "pass word 2", "companyname": "New Shop",
        "phone": "1 603 555 0199",
    ]

    let desk: DynDesk

    init() async throws { desk = try await DynDesk() }

    func post(_ form: [String: String], as account: NewAccount? = nil) async throws -> DynReply {
        try await desk.post("rest/json/accounts", form, as: account)
    }

    func keys(_ reply: DynReply) -> Set<String> {
        Set((reply.data as? [String: Any])?.keys.map(\.self) ?? [])
    }

    @Test func `a new account is answered whole, its key works, and its password is never told`() async throws
    {
        let reply = try await post(
            Self.new.merging([
                "address": "1 Elm St", "city": "Concord", "state": "NH", "zipcode": "03301", "country": "us",
                "timezone": "-5.00", "bounceurl": "https://shop.example/b",
                "spam_url": "http://shop.example/s",
                "trackopens": "1", "tracklinks": "0", "accountname": "shop", "contactname": "Kim",
            ]) { $1 })
        #expect(reply.status == 200)
        #expect(keys(reply) == Self.keys)
        #expect(reply["username"] == "new@shop.example" as NSObject)
        #expect(reply["country"] == "US" as NSObject)
        #expect(reply["spamurl"] == "http://shop.example/s" as NSObject)
        #expect(reply["trackopens"] == 1 as NSObject && reply["tracklinks"] == 0 as NSObject)
        #expect(reply["created"] == "2026-03-01T12:00:00+00:00" as NSObject)
        #expect(!reply.text.contains("pass word"))
        let key = try #require(reply["apikey"] as? String)
        #expect(key.count == 32 && key.allSatisfy(\.isHexDigit))
        #expect(try await desk.ask("GET", "rest/json/senders", query: [("apikey", key)]).status == 200)
    }

    /// §4: "Never send JSON `null` or booleans in an account or sender."
    @Test func `no account holds a null or a boolean`() async throws {
        for reply in [try await post(Self.new), try await desk.get("rest/json/accounts")] {
            #expect(reply.status == 200)
            #expect(!reply.text.contains("null") && !reply.text.contains("true"))
            #expect(!reply.text.contains("false"))
        }
    }

    @Test func `each field that is missing or wrong is named in a sentence of its own`() async throws {
        let bare = try await post(["username": "nobody"])
        #expect(bare.status == 452 && bare.message == "Missing or Invalid Required Fields")
        #expect(
            bare.sentences == [
                "username is no e-mail address.", "password is missing.", "companyname is missing.",
                "phone is missing.",
            ])
        let empty = try await post(["username": "", "password": "", "companyname": "", "phone": ""])
        #expect(empty.sentences.count == 4)
        #expect(try await desk.get("rest/json/accounts").list("accounts").count == 1)
    }

    @Test(arguments: [
        ("country", "XX"), ("timezone", "5"), ("trackopens", "yes"), ("tracklinks", "2"),
        ("generatenewapikey", "on"), ("bounceurl", "ftp://x.example/"), ("unsub_url", "nonsense"),
        ("companyname", "A\r\nBcc: x@y.example"), ("bounce_url_active", "true"),
    ])
    func `a wrong value is 452, for a new account and for one that is there`(
        field: String, value: String
    ) async throws {
        let new = try await post(Self.new.merging([field: value]) { $1 })
        let own = try await post([field: value])
        #expect(new.status == 452 && own.status == 452)
        #expect(own.sentences.count == 1)
        #expect(try await desk.get("rest/json/accounts").list("accounts").count == 1)
    }

    @Test func `a known user name without a password changes what is given and nothing else`() async throws {
        _ = try await post(Self.new.merging(["city": "Concord", "trackopens": "1"]) { $1 })
        let reply = try await post(["username": "NEW@shop.example", "companyname": "Renamed"])
        #expect(reply.status == 200)
        #expect(reply["companyname"] == "Renamed" as NSObject)
        #expect(reply["city"] == "Concord" as NSObject && reply["trackopens"] == 1 as NSObject)
        // §4: "An empty text for an optional field clears it and is never 452."
        let cleared = try await post([
            "username": "new@shop.example", "password": "", "companyname": "", "city": "", "country": "",
            "trackopens": "", "bounceurl": "",
        ])
        #expect(cleared.status == 200)
        #expect(cleared["companyname"] == "" as NSObject && cleared["city"] == "" as NSObject)
        #expect(cleared["trackopens"] == 0 as NSObject && cleared["phone"] == "1 603 555 0199" as NSObject)
    }

    @Test func `a known user name with a password is there already`() async throws {
        _ = try await post(Self.new)
        let reply = try await post(Self.new)
        #expect(reply.http == 453 && reply.status == 453 && reply.message == "Object Already Exists")
        #expect(try reply.data == JSON.object("[]"))
        #expect(
            try await post(Self.new.merging(["generatenewapikey": "0"]) { $1 }).status == 453)
    }

    @Test func `a new key works at once, and the old one stops`() async throws {
        let old = try #require(try await post(Self.new)["apikey"] as? String)
        let reply = try await post([
            "username": "new@shop.example", "generatenewapikey": "1", "city": "Oslo", "password": "another",
        ])
        let key = try #require(reply["apikey"] as? String)
        #expect(reply["city"] == "Oslo" as NSObject && key != old)
        #expect(try await desk.ask("GET", "rest/json/senders", query: [("apikey", old)]).status == 451)
        #expect(try await desk.ask("GET", "rest/json/senders", query: [("apikey", key)]).status == 200)
    }

    /// §5: "POST `/accounts` without `username` is an update of the key's owner."
    @Test func `without a user name the key's own account is changed, a sub-account's too`() async throws {
        let sub = try await desk.account("sub@shop.example")
        let reply = try await post(["city": "Bergen", "emailcap": "7", "usertype": "master"], as: sub)
        #expect(reply.status == 200)
        #expect(reply["username"] == "sub@shop.example" as NSObject && reply["city"] == "Bergen" as NSObject)
        #expect(reply["usertype"] == "sub" as NSObject && reply["emailcap"] == "" as NSObject)
        let mine = try await post([:])
        #expect(mine["username"] == "master@shop.example" as NSObject && mine["city"] == "" as NSObject)
    }

    @Test func `a sub-account's key lists, makes, changes and deletes no other`() async throws {
        let sub = try await desk.account("sub@shop.example")
        let other = try await desk.account("other@shop.example")
        #expect(try await desk.get("rest/json/accounts", as: sub).status == 451)
        #expect(try await post(Self.new, as: sub).status == 451)
        for name in [other.username, sub.username, ""] {
            #expect(try await post(["username": name, "city": "Oslo"], as: sub).status == 451)
        }
        let deletion = ["username": other.username]
        #expect(try await desk.post("rest/json/accounts/delete", deletion, as: sub).status == 451)
        #expect(try await post([:], as: other)["city"] == "" as NSObject)
    }

    /// §1: when it opens an account the client posts every field under `_name`, with a plain `apikey`.
    @Test func `names with an underscore in front count where no plain one was sent`() async throws {
        let sub = try await desk.account("sub@shop.example")
        let key = desk.master.apiKey.reveal()
        let reply = try await desk.post(
            "rest/json/accounts",
            encoded:
                "_username=sub%40shop.example&_apikey=\(sub.apiKey.reveal())&_city=Bergen&_phone=1+2&phone=3&_emailcap=&apikey=\(key)"
        )
        #expect(reply.status == 200)
        #expect(reply["username"] == "sub@shop.example" as NSObject && reply["city"] == "Bergen" as NSObject)
        #expect(reply["phone"] == "3" as NSObject)
    }
}
