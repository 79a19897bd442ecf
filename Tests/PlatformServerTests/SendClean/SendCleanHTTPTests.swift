import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// `Providers/SendClean/WIRE.md` over real HTTP.
@Suite struct SendCleanHTTPTests {
    private func ask(
        _ url: String, _ method: String, body: String? = nil
    ) async throws -> (status: UInt, type: String?, text: String) {
        var request = HTTPClientRequest(url: url)
        request.method = .RAW(value: method)
        request.headers.add(name: "content-type", value: "application/json")
        if let body { request.body = .bytes(Array(body.utf8)) }
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let text = String(buffer: try await answer.body.collect(upTo: 65_536))
        return (answer.status.code, answer.headers.first(name: "content-type"), text)
    }

    @Test func `calls and faults come in JSON with their codes`() async throws {
        let desk = try await ServerDesk()
        let account = try await desk.account()
        let pair = #""owner_id": "\#(account.ownerID)", "token": "\#(account.apiKey.reveal())""#
        try await desk.serving { url in
            let added = try await ask(
                url + "/v1.0/settings/addSmtp", "POST",
                body: #"{"total_limit": 5, "hourly_limit": "2", \#(pair)}"#)
            #expect(added.status == 200 && added.type?.hasPrefix("application/json") == true)
            #expect(added.text.contains(#""message":"SMTP User Created""#))
            let fault = try await ask(url + "/v1.0/settings/addTrackingDomain", "POST", body: "{\(pair)}")
            #expect(fault.status == 400)
            #expect(
                fault.text
                    == #"{"code":-1,"message":"domain is required","name":"ValidationError","status":"error","type":"ValidationError"}"#
            )
            #expect(try await ask(url + "/v1.0/settings/listSmtp", "POST", body: "{}").status == 401)
            #expect(try await ask(url + "/v1.0/settings/nothing", "POST", body: "{}").status == 404)
            #expect(try await ask(url + "/v1.0/settings/listSmtp", "GET").status == 405)
            let query = "owner_id=\(account.ownerID)&token=\(account.apiKey.reveal())&dynamic_value%5Ba%5D=b"
            let byGet = try await ask(url + "/v1.0/messages/sendTemplateHTTPGet?\(query)", "GET")
            #expect(byGet.text.contains("smtp_user_name is required"))
        }
    }
}
