import Foundation
import Providers
import ServiceCore
import TestSupport
import Testing

/// Lists longer than what is kept at hand are handed on to their end, each platform's in its own pages.
@Suite struct LongListTests {
    private static let count = 5_612

    private func gathering(
        _ platform: String, _ kind: ResourceKind, _ server: ScriptedServer
    ) throws -> Gathering<Row> {
        let secrets = ["api-key", "owner-id", "token", "email", "password"].map { ($0, Secret("k")) }
        let connection = try #require(PlatformRegistry[platform]).connect(
            ConnectionSettings(
                id: "p", baseURL: server.url,
                credentials: Credentials(Dictionary(uniqueKeysWithValues: secrets))))
        return try #require(connection.resources[kind]?.operations.list?.gathering)
    }

    /// All that is handed on, the longest page, and what is kept at hand.
    private func read(
        _ gathering: Gathering<Row>
    ) async throws -> (ids: [ResourceID], longest: Int, kept: [ResourceID]) {
        var (ids, longest): ([ResourceID], Int) = ([], 0)
        try await gathering.pages(.all) { page in
            ids += page.map(\.id)
            longest = max(longest, page.count)
            return true
        }
        return (ids, longest, try await gathering.load(.all).prefix(gathering.cap).map(\.id))
    }

    private func expectWhole(_ gathering: Gathering<Row>, pagesOf length: Int) async throws {
        let (ids, longest, kept) = try await read(gathering)
        #expect(ids.count == Self.count && Set(ids).count == Self.count)
        #expect(longest <= length)
        #expect(kept.count == gathering.cap && kept == Array(ids.prefix(gathering.cap)))
    }

    /// The items of one page, as JSON, by number.
    private static func items(from start: Int, _ length: Int, _ item: (Int) -> String) -> String {
        (start..<max(start, min(count, start + length))).map(item).joined(separator: ",")
    }

    @Test func `suppressions of Dyn`() async throws {
        let server = try await ScriptedServer()
        server.answer("GET", "/rest/json/suppressions") { request in
            let items = Self.items(from: Int(request.query["startindex"] ?? "") ?? 0, 500) {
                #"{"emailaddress": "p\#($0)@x.net", "suppresstime": "2026-03-01T12:00:05+00:00", "reasontype": "manual", "suppressionid": "\#($0)"}"#
            }
            return .json(
                #"{"response": {"status": 200, "message": "OK", "data": {"suppressions": [\#(items)]}}}"#)
        }
        let gathering = try gathering("dyn", .suppression, server)
        try await expectWhole(gathering, pagesOf: 500)
    }

    @Test func `a row beyond what is kept at hand is found at Dyn`() async throws {
        let server = try await ScriptedServer()
        server.answer("GET", "/rest/json/accounts") { request in
            let items = Self.items(from: Int(request.query["startindex"] ?? "") ?? 0, 25) {
                #"{"username": "u\#($0)@x.net", "companyname": "Shop", "phone": "1"}"#
            }
            return .json(
                #"{"response": {"status": 200, "message": "OK", "data": {"accounts": [\#(items)]}}}"#)
        }
        let connection = try #require(PlatformRegistry["dyn"]).connect(
            ConnectionSettings(
                id: "p", baseURL: server.url, credentials: Credentials(["api-key": Secret("k")])))
        let find = try #require(connection.resources[.account]?.operations.find)
        #expect(try await find("u5600@x.net")?.name == "u5600@x.net")
    }

    @MainActor
    @Test func `a board finds an address beyond what it keeps of the suppressions of Dyn`() async throws {
        let server = try await ScriptedServer()
        func good(_ data: String) -> ScriptedAnswer {
            .json(#"{"response": {"status": 200, "message": "OK", "data": \#(data)}}"#)
        }
        server.answer("GET", "/rest/json/suppressions/count", good(#"{"count": 12003}"#))
        server.answer("GET", "/rest/json/suppressions") { request in
            let start = Int(request.query["startindex"] ?? "") ?? 0
            let items = (start..<max(start, min(12_003, start + 500))).map {
                #"{"emailaddress": "p\#($0)@x.net", "suppresstime": "2026-03-01T12:00:05+00:00", "reasontype": "manual"}"#
            }
            return .json(
                #"{"response": {"status": 200, "message": "OK", "data": {"suppressions": [\#(items.joined(separator: ","))]}}}"#
            )
        }
        let connection = try #require(PlatformRegistry["dyn"]).connect(
            ConnectionSettings(
                id: "p", baseURL: server.url, credentials: Credentials(["api-key": Secret("k")])))
        let driver = BoardDriver(connections: [connection])
        await driver.start()
        await driver.keys("7", "/")
        driver.type("p11999@x.net")
        await driver.keys("Enter")
        #expect(driver.names == ["p11999@x.net"])
    }

    @Test func `campaigns of smsdrop`() async throws {
        let server = try await ScriptedServer()
        server.answer("POST", "/api/auth/login", .json(SMSDropFixture.token))
        server.answer("GET", "/api/campaigns/") { request in
            let (skip, limit) = (Int(request.query["skip"] ?? ""), Int(request.query["limit"] ?? ""))
            let items = Self.items(from: skip ?? 0, min(limit ?? 100, 500)) {
                SMSDropFixture.campaign(id: "c\($0)", title: "Sale \($0)")
            }
            return .json("[\(items)]")
        }
        try await expectWhole(try gathering("smsdrop", .campaign, server), pagesOf: 500)
    }

    @Test func `events of DMDS, the newest first`() async throws {
        let server = try await ScriptedServer()
        server.answer(
            "GET", "/v1/envio/cantidad_eventos/", .json(#"{"status":"ok","cantidad":\#(Self.count)}"#))
        server.answer("GET", "/v1/envio/ver_eventos/") { request in
            let body = try? JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
            let page = body?["pagina"] as? Int ?? 1
            let items = Self.items(from: (page - 1) * 500, 500) { number in
                let time = Date(timeIntervalSince1970: 1_772_000_000 + Double(number)).formatted(.iso8601)
                return
                    #"{"email":"p\#(number)@x.net","evento":"envio","timestamp":"\#(time.dropLast())"}"#
            }
            return .json(
                #"{"status":"ok","pagina":\#(page),"cantidad":500,"total":\#(Self.count),"eventos":[\#(items)]}"#
            )
        }
        let gathering = try gathering("dmds", .event, server)
        try await expectWhole(gathering, pagesOf: 500)
        let first = try await gathering.load(.all).first
        #expect(first?["person"].plainText == "p\(Self.count - 1)@x.net")
    }

    @Test func `what comes in one answer is handed on whole`() async throws {
        let server = try await ScriptedServer()
        let items = Self.items(from: 0, Self.count) {
            #"{"smtp_user_name": "smtp\#($0)", "status": "Enable", "total_limit": 5, "hourly_limit": 2}"#
        }
        server.answer(
            "POST", "/v1.0/settings/listSmtp", .json(#"{"status": "success", "smtp_list": [\#(items)]}"#))
        let (ids, _, kept) = try await read(try gathering("sendclean", .smtpUser, server))
        #expect(ids.count == Self.count && kept.count == 5000)
    }

    @Test func `a platform that stands still is no endless list`() async throws {
        let server = try await ScriptedServer()
        server.answer("POST", "/api/auth/login", .json(SMSDropFixture.token))
        let items = Self.items(from: 0, 500) { SMSDropFixture.campaign(id: "c\($0)") }
        server.answer("GET", "/api/campaigns/", .json("[\(items)]"))
        let gathering = try gathering("smsdrop", .campaign, server)
        let error = await #expect(throws: ServiceError.self) { _ = try await read(gathering) }
        #expect(error?.code == .malformedAnswer)
    }
}
