import ServiceCore
import Testing

@testable import Platform

@Suite struct TenantStandingTests {
    @Test func `an account is called by its person, else its company, else its address`() async throws {
        let fixture = try await TemporaryPlatform()
        let tenant = try await fixture.tenant()
        #expect(try await tenant.standing().name == "ops@shop.example")
        for (column, value) in [("company", "Shop"), ("contact_name", "Ana")] {
            try await fixture.edit(try await fixture.find(.account, "ops@shop.example"), [column: value])
            #expect(try await tenant.standing().name == value)
        }
    }
}
