import ServiceCore
import Testing

@testable import Platform

@Suite struct TenantStandingTests {
    @Test func `an account is called by its person, else its company, else its address`() async throws {
        let fixture = try await TemporaryPlatform()
        let row = try await fixture.account()
        let id = try #require(Int64(row.id.native))
        let tenant = try #require(try await Tenants(fixture.platform, face: "test").find(id: id))
        #expect(try await tenant.standing().name == "ops@shop.example")
        for (column, value) in [("company", "Shop"), ("contact_name", "Ana")] {
            try await fixture.edit(try await fixture.find(.account, "ops@shop.example"), [column: value])
            #expect(try await tenant.standing().name == value)
        }
    }
}
