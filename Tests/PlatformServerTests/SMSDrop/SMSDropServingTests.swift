import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Platform
import Testing

@testable import PlatformServer

/// A few calls over real HTTP, as a client writes them.
@Suite struct SMSDropServingTests {
    private func send(
        _ method: String, _ url: String, _ body: String = "", type: String = "application/json",
        token: String = ""
    ) async throws -> SMSDropAnswer {
        var request = HTTPClientRequest(url: url)
        request.method = .init(rawValue: method)
        request.headers.add(name: "content-type", value: type)
        if !token.isEmpty { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        if !body.isEmpty { request.body = .bytes(ByteBuffer(string: body)) }
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let bytes = try await answer.body.collect(upTo: 1 << 20)
        return SMSDropAnswer(
            ServerResponse(
                Int(answer.status.code), headers: answer.headers.map { ($0.name.lowercased(), $0.value) },
                body: Array(bytes.readableBytesView)))
    }

    @Test func `a client logs in, launches, reads and is refused over HTTP`() async throws {
        let desk = try await ServerDesk(sandbox: .immediate(rates: .silent))
        _ = try await desk.account(credits: 1)
        try await desk.serving { url in
            let form = "username=ops%40shop.example&password=pass+word+1"
            let login = try await send(
                "POST", url + "/api/auth/login", form, type: "application/x-www-form-urlencoded")
            let token = try #require(login.object["access_token"] as? String)
            let campaign = #"{"message": "Ça va", "sender": "Max", "recipient_list": ["+22963588213"]}"#
            let made = try await send("POST", url + "/api/campaigns/", campaign, token: token)
            #expect(made.status == 200 && made.object["message"] as? String == "Ça va")
            #expect(made.headers["content-type"] == "application/json; charset=utf-8")
            #expect(try await send("POST", url + "/campaigns", campaign, token: token).status == 201)
            let list = try await send("GET", url + "/api/campaigns/?skip=0&limit=500", token: token)
            #expect(list.list.count == 2)
            let bogus = "/api/campaigns/%3Cbuilt-in%20function%20id%3E"
            #expect(try await send("GET", url + bogus, token: token).status == 404)
            #expect(try await send("GET", url + "/api/users/me").detail == "Unauthorized")
        }
    }
}
