import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import ServiceCore
import Testing

@testable import PlatformServer

@Suite struct ServingTests {
    private struct Answer: Equatable {
        let status: UInt
        let text: String
    }

    private func get(_ url: String) async throws -> Answer {
        let answer = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .seconds(60))
        let body = try await answer.body.collect(upTo: 65_536)
        return Answer(status: answer.status.code, text: String(buffer: body))
    }

    @Test func `a server that is up says so, and what it does not have is not found`() async throws {
        let desk = try await ServerDesk()
        try await desk.serving { url in
            let health = try await get(url + "/healthz")
            #expect(health == Answer(status: 200, text: "ok\n"))
            let nothing = try await get(url + "/nothing/here")
            #expect(nothing.status == 404)
        }
    }

    @Test func `an address that is taken is told in one sentence`() async throws {
        let desk = try await ServerDesk()
        try await desk.serving { url in
            let error = await refusal(String(url.dropFirst(7)), desk)
            #expect(error?.message == "\(url) cannot be served: Address already in use.")
        }
    }

    @Test func `a host that is none is told in one sentence`() async throws {
        let error = await refusal("999.1.1.1:8025", try await ServerDesk())
        #expect(error?.code == .unavailable)
        #expect(error?.message == "http://999.1.1.1:8025 cannot be served: the host is not known.")
    }

    private func refusal(_ address: String, _ desk: ServerDesk) async -> ServiceError? {
        do throws(ServiceError) {
            let options = ServerOptions(address: try ListenAddress(address))
            try await PlatformServer(desk.platform, options).run { _ in }
            return nil
        } catch {
            return error
        }
    }
}
