import ServiceCore
import Testing

@testable import Platform

@Suite struct TenantSettlingTests {
    @Test func `what another call came before is done again, though not for ever`() async throws {
        let tenant = try await TwoTenants(face: "dyn", mine: "one@shop.example", other: "other@shop.example")
            .mine
        var count = 0
        let value = try await tenant.settled { () async throws(ServiceError) in
            count += 1
            if count < 3 { throw ServiceError(.conflict, "Somebody else changed it.") }
            return count
        }
        #expect(value == 3)
        let error = await failure {
            try await tenant.settled { () async throws(ServiceError) -> Int in
                throw ServiceError(.conflict, "Somebody else changed it.")
            }
        }
        #expect(error?.code == .unavailable)
    }

    @Test func `any other failure is told at once`() async throws {
        let tenant = try await TwoTenants(face: "dyn", mine: "one@shop.example", other: "other@shop.example")
            .mine
        var count = 0
        await #expect(throws: ServiceError(.notFound, "There is no such row.")) {
            try await tenant.settled { () async throws(ServiceError) in
                count += 1
                throw ServiceError(.notFound, "There is no such row.")
            }
        }
        #expect(count == 1)
    }
}
