import ServiceCore
import Testing

@testable import Platform

@Suite struct TenantWebhooksTests {
    @Test func `a webhook is found by its number, by its own account alone`() async throws {
        let fixture = try await TemporaryPlatform()
        var tenants: [Tenant] = []
        for name in ["ops@shop.example", "other@rival.example"] {
            let id = try #require(Int64(try await fixture.account(name).id.native))
            tenants.append(try #require(try await Tenants(fixture.platform, face: "test").find(id: id)))
        }
        _ = try await tenants[0].webhooks.create(FormValues(["url": "https://shop.example/hook"]))
        let webhook = try #require(try await tenants[0].webhooks.all().first)
        #expect(webhook.number.count == 21)
        #expect(try await tenants[0].webhook(number: webhook.number) == webhook)
        #expect(try await tenants[1].webhook(number: webhook.number) == nil)
        #expect(try await tenants[0].webhook(number: "1") == nil)
    }
}
