import ServiceCore
import Testing

@testable import Platform

@Suite struct TenantWebhooksTests {
    @Test func `a webhook is found by its number, by its own account alone`() async throws {
        let fixture = try await TemporaryPlatform()
        let tenants = [
            try await fixture.tenant(), try await fixture.tenant("other@rival.example"),
        ]
        _ = try await tenants[0].webhooks.create(FormValues(["url": "https://shop.example/hook"]))
        let webhook = try #require(try await tenants[0].webhooks.all().first)
        #expect(webhook.number.count == 21)
        #expect(try await tenants[0].webhook(number: webhook.number) == webhook)
        #expect(try await tenants[1].webhook(number: webhook.number) == nil)
        #expect(try await tenants[0].webhook(number: "1") == nil)
    }
}
