import Foundation
import Platform
import Testing

/// `Providers/Dyn/WIRE.md` §5, GET and POST /accounts/xheaders.
@Suite struct DynHeaderNameTests {
    private let desk: DynDesk

    init() async throws { desk = try await DynDesk() }

    @Test func `all four come always, and what is not sent stays`() async throws {
        let fresh = try await desk.get("rest/json/accounts/xheaders")
        #expect(
            try fresh.data
                == JSON.object(#"{"xheader1": "", "xheader2": "", "xheader3": "", "xheader4": ""}"#))
        _ = try await desk.post("rest/json/accounts/xheaders", ["xheader3": "X-Order", "xheader1": "x-a_1"])
        let cleared = try await desk.post("rest/json/accounts/xheaders", ["xheader1": ""])
        let wanted = try JSON.object(
            #"{"xheader1": "", "xheader2": "", "xheader3": "X-Order", "xheader4": ""}"#)
        #expect(cleared.data == wanted)
        #expect(try await desk.get("rest/json/accounts/xheaders").data == wanted)
    }

    @Test func `each account has its own`() async throws {
        let sub = try await desk.account("sub@shop.example")
        _ = try await desk.post("rest/json/accounts/xheaders", ["xheader2": "X-Sub"], as: sub)
        #expect(try await desk.get("rest/json/accounts/xheaders")["xheader2"] == "" as NSObject)
        #expect(try await desk.get("rest/json/accounts/xheaders", as: sub)["xheader2"] == "X-Sub" as NSObject)
    }

    @Test(arguments: ["Order", "X-", "X-Or der", "X-Ordér", "X-A\r\nBcc: b@x.com"])
    func `a name of another form is 452 and changes nothing`(name: String) async throws {
        let reply = try await desk.post(
            "rest/json/accounts/xheaders", ["xheader1": "X-Good", "xheader2": name])
        #expect(reply.status == 452)
        #expect(reply.sentences.first?.hasPrefix("xheader2") == true)
        #expect(try await desk.get("rest/json/accounts/xheaders")["xheader1"] == "" as NSObject)
    }
}
