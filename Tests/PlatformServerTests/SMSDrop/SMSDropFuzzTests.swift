import Foundation
import Testing

@testable import PlatformServer

/// Spoilt requests: whatever comes is answered in smsdrop's own shape, and none is a fault of the server.
@Suite struct SMSDropFuzzTests {
    private static let campaign = #"""
        {"message": "hi", "sender": "Max", "recipient_list": ["+22963588213", "22963588214"], "message_type": 0,
        "defer_until": "2026-03-01T13:00:05.123456+01:00", "defer_by": null, "id": null, "title": "Test",
        "delivery_percentage": 0, "message_count": 0, "sms_count": 1, "status": "PENDING"}
        """#

    private func requests(_ desk: SMSDropDesk) -> [ServerRequest] {
        let headers = [("authorization", "Bearer \(desk.token)")].map { (name: $0.0, value: $0.1) }
        let id = UUID().uuidString
        return [
            ServerRequest("POST", ["api", "auth", "login"], body: Array("username=who&password=x".utf8)),
            ServerRequest("GET", ["api", "users", "me"], headers: headers),
            ServerRequest("GET", ["subscriptions"], headers: headers),
            ServerRequest("GET", ["api", "campaigns"], headers: headers),
            ServerRequest("GET", ["campaigns", id], headers: headers),
            ServerRequest(
                "POST", ["api", "campaigns", "retry"], headers: headers, body: Array(#"{"id":"\#(id)"}"#.utf8)
            ),
            ServerRequest("POST", ["api", "campaigns"], headers: headers, body: Array(Self.campaign.utf8)),
            ServerRequest("POST", ["campaigns"], headers: headers, body: Array(Self.campaign.utf8)),
        ]
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every spoilt request has an answer of the known shape`(seed: UInt64) async throws {
        let desk = try await SMSDropDesk(credits: 1000)
        var mutations = RequestMutations(seed: seed)
        for turn in 0..<250 {
            let requests = requests(desk)
            // A log-in takes its time on purpose, so that there are few of them.
            let request = mutations.spoil(requests[turn % 40 == 0 ? 0 : 1 + turn % (requests.count - 1)])
            check(await desk.dialect.answer(request), request)
        }
        #expect(await desk.get("api/campaigns/", "limit=1000").status == 200)
    }

    private func check(_ response: ServerResponse, _ request: ServerRequest) {
        let answer = SMSDropAnswer(response)
        let about = Comment(rawValue: "\(request)".prefix(500).description)
        #expect([200, 201, 400, 401, 404, 405, 413, 422].contains(response.status), about)
        #expect(answer.headers["content-type"] == "application/json; charset=utf-8", about)
        if response.status >= 400 { #expect(answer.keys == ["detail"], about) }
        if response.status == 422 {
            // The second member of each place is the field, which clients take without looking.
            #expect(!answer.places.isEmpty && answer.places.allSatisfy { $0.contains(" ") }, about)
        }
    }
}
