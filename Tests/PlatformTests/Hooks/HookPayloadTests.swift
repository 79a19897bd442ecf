import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct HookPayloadTests {
    private let message = HookMessage(
        owner: "shop", sender: "news@shop.example", subject: "Spring", uniqueID: "order-12345",
        smtpUser: "smtp70001")

    private func post(hook: Int64?, body: String, url: String = "https://hooks.example/in") -> HookPost {
        HookPost(
            id: 1, event: 42, eventTime: Date(timeIntervalSince1970: 1_773_144_000), hook: hook, url: url,
            body: body, attempts: 0, created: Date(timeIntervalSince1970: 0), sealedKey: nil)
    }

    @Test func `a hook is told one event by the names that SendClean's receivers read`() throws {
        let event = HookEvent(
            id: 42, kind: .bounceHard, at: Date(timeIntervalSince1970: 1_773_144_000.25),
            address: "ana@example.com",
            detail: .init(code: 550, enhanced: "5.1.1", rule: "mailbox unknown", text: "550 5.1.1 no"),
            message: message)
        let json = try JSONText.text(SendCleanHookBody(event))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["event"] as? String == "hard_bounce")
        #expect(object["_id"] as? String == "42")
        #expect(object["ts"] as? Int == 1_773_144_000)
        #expect(object["user_id"] as? String == "shop")
        #expect(object["smtp_name"] as? String == "smtp70001")
        #expect(object["x_unique_id"] as? String == "order-12345")
        let told = try #require(object["msg"] as? [String: Any])
        #expect(told["email"] as? String == "ana@example.com")
        #expect(told["reply"] as? String == "550 5.1.1 no")
        #expect(told["time"] as? Int == 1_773_144_000_250)
        let list = try #require(object["SendCleantes_events"] as? [[String: Any]])
        #expect(list.map { $0["_id"] as? String } == ["42"])
    }

    @Test(arguments: [
        (EventKind.accepted, "send"), (.open, "open"), (.click, "click"), (.bounceSoft, "soft_bounce"),
        (.bounceHard, "hard_bounce"), (.refused, "hard_bounce"), (.complaint, "spam"),
    ])
    func `each of SendClean's six words has its events`(kind: EventKind, word: String) {
        #expect(kind.hookWord == word)
    }

    @Test func `nothing else is told to hooks`() {
        let told: Set<EventKind> = [
            .accepted, .open, .click, .bounceSoft, .bounceHard, .refused, .complaint,
        ]
        #expect(EventKind.allCases.allSatisfy { ($0.hookWord != nil) == told.contains($0) })
    }

    /// Reckoned by `openssl dgst -sha1 -hmac k1 -binary | base64` and `openssl dgst -sha256 -hmac k1`.
    @Test func `a hook's post is signed in both ways, over exactly what is sent`() {
        let headers = HookSignature.headers(of: post(hook: 3, body: "{\"a\":\"é\"}"), key: Secret("k1"))
        let value = Dictionary(uniqueKeysWithValues: headers.map { ($0.name.lowercased(), $0.value) })
        #expect(value["x-sendboard-event-id"] == "42")
        #expect(value["x-sendboard-event-time"] == "2026-03-10T12:00:00Z")
        #expect(value["x-sendcleantes-signature"] == "rjPrTldlr93MQLb1c2C6qb6+aT8=")
        #expect(
            value["x-sendboard-signature"]
                == "sha256=ae1fe86e7f2e38158506942fec2261e068f9e34ed3cb7b7ef281ed24fae7646b")
    }

    @Test func `a postback is signed with its URL where that says it all, and without a key not at all`() {
        let get = post(hook: nil, body: "", url: "https://shop.example/b?e=a%40b.example")
        let headers = HookSignature.headers(of: get, key: Secret("k1"))
        #expect(headers.map(\.name).contains("X-SendCleanTES-SIGNATURE") == false)
        #expect(
            headers.last?.value == "sha256=53997bf4b38a676629544e9c62fd7ef99283a262232fd6a07e50442a60f7dcce")
        #expect(HookSignature.headers(of: get, key: nil).count == 2)
    }
}
