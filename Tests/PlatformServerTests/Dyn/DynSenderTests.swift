import Foundation
import Platform
import Testing

/// `Providers/Dyn/WIRE.md` §6.
@Suite struct DynSenderTests {
    private let desk: DynDesk

    init() async throws { desk = try await DynDesk() }

    private func post(_ path: String, _ form: [String: String]) async throws -> DynReply {
        try await desk.post("rest/json/senders\(path)", form)
    }

    @Test func `a sender is made, listed and ready at once`() async throws {
        let made = try await post("", ["emailaddress": "A@x.com"])
        #expect(made.status == 200)
        #expect(
            Set((made.data as? [String: Any] ?? [:]).keys)
                == ["emailaddress", "seeding", "dkim", "dkimval", "spf"])
        #expect(made["emailaddress"] == "a@x.com" as NSObject && made["seeding"] == 0 as NSObject)
        #expect((made["spf"] as? String)?.hasPrefix("v=spf1 include:") == true)
        let list = try await desk.get("rest/json/senders")
        #expect(try list.data == JSON.object(#"{"senders": [{"emailaddress": "a@x.com", "seeding": 0}]}"#))
        let status = try await desk.get("rest/json/senders/status", ["emailaddress": "a@x.com"])
        #expect(try status.data == JSON.object(#"{"status": 1}"#))
        let details = try await desk.get("rest/json/senders/details", ["emailaddress": "a@x.com"])
        #expect(details.data == made.data)
    }

    @Test func `one that is there is changed, never refused`() async throws {
        _ = try await post("", ["emailaddress": "a@x.com", "seeding": "1"])
        let again = try await post("", ["emailaddress": "a@x.com", "seeding": "1"])
        #expect(again.status == 200 && again["seeding"] == 1 as NSObject)
        let off = try await post("", ["emailaddress": "a@x.com", "seeding": "0"])
        #expect(off.status == 200 && off["seeding"] == 0 as NSObject)
        #expect(try await desk.get("rest/json/senders").list("senders").count == 1)
    }

    @Test func `calls for one sender at once are all answered`() async throws {
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<12 {
                group.addTask {
                    try await desk.post(
                        "rest/json/senders", ["emailaddress": "a@x.com", "seeding": "\(number % 2)"]
                    ).status
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 12))
        #expect(try await desk.get("rest/json/senders").list("senders").count == 1)
    }

    @Test func `a selector makes the text of its record and stays with its key`() async throws {
        _ = try await post("", ["emailaddress": "a@x.com"])
        let set = try await post("/dkim", ["emailaddress": "a@x.com", "dkim": "sel_1-a"])
        #expect(set["dkim"] == "sel_1-a" as NSObject)
        #expect((set["dkimval"] as? String)?.contains("k=rsa; p=") == true)
        let again = try await post("/dkim", ["emailaddress": "a@x.com", "dkim": "sel_1-a"])
        #expect(again.data == set.data)
    }

    @Test(arguments: ["", "a b", "sel.1", "süd", "a\r\nb"])
    func `any other selector is 452`(selector: String) async throws {
        _ = try await post("", ["emailaddress": "a@x.com"])
        let reply = try await post("/dkim", ["emailaddress": "a@x.com", "dkim": selector])
        #expect(reply.status == 452)
        #expect(reply.sentences.first?.hasPrefix("dkim") == true)
    }

    @Test(arguments: [
        ("GET", "details"), ("GET", "status"), ("POST", "dkim"), ("POST", "delete"),
    ])
    func `an unknown address, another account's too, and none are 452`(
        method: String, path: String
    ) async throws {
        let sub = try await desk.account("sub@shop.example")
        _ = try await desk.post("rest/json/senders", ["emailaddress": "sub@x.com"], as: sub)
        for address in ["sub@x.com", "", "nobody", "a@b"] {
            let fields = ["emailaddress": address, "dkim": "sel1"]
            let reply =
                method == "GET"
                ? try await desk.get("rest/json/senders/\(path)", fields) : try await post("/\(path)", fields)
            #expect(reply.status == 452, "\(path) \(address)")
            #expect(reply.sentences.count == 1)
        }
        #expect(try await desk.get("rest/json/senders", as: sub).list("senders").count == 1)
    }

    @Test(arguments: [
        ["emailaddress": "a@x.com", "seeding": "2"], ["emailaddress": "a b@x.com"], ["seeding": "1"],
        ["emailaddress": "a@x.com\r\nBcc: b@x.com"], ["emailaddress": "a@x.com", "seeding": "True"],
    ])
    func `a wrong sender is 452 and not made`(form: [String: String]) async throws {
        #expect(try await post("", form).status == 452)
        #expect(try await desk.get("rest/json/senders").list("senders").isEmpty)
    }

    @Test func `a deleted one is gone`() async throws {
        _ = try await post("", ["emailaddress": "a@x.com"])
        let reply = try await post("/delete", ["emailaddress": "A@X.com"])
        #expect(reply.status == 200)
        #expect(try reply.data == JSON.object("[]"))
        #expect(try await desk.get("rest/json/senders").list("senders").isEmpty)
    }

    @Test func `the list has pages of 25, of the account's own`() async throws {
        let sub = try await desk.account("sub@shop.example")
        _ = try await desk.post("rest/json/senders", ["emailaddress": "sub@x.com"], as: sub)
        for number in 1...27 {
            try await desk.sql(
                "INSERT INTO sender (account, address, created_at) VALUES (1, ?, 0)", ["a\(number)@x.com"])
        }
        #expect(try await desk.get("rest/json/senders").list("senders").count == 25)
        let rest = try await desk.get("rest/json/senders", ["start_index": "25"]).list("senders")
        #expect(rest.map { $0["emailaddress"] } == ["a26@x.com" as NSObject, "a27@x.com" as NSObject])
    }
}
