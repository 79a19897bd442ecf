import Providers
import ServiceCore
import Testing

@testable import sendboard

@Suite struct DemoAccountTests {
    private let account = DemoAccount(
        username: "ops@northwind.example", ownerID: "northwind", apiKey: "k1", password: "s3")

    @Test(arguments: PlatformRegistry.all.flatMap { $0.credentials.map(\.name) })
    func `every platform finds what it logs in with`(name: String) throws {
        let wanted = ["email": "ops@northwind.example", "owner-id": "northwind", "password": "s3"]
        #expect(try account.credential(name) == Secret(wanted[name] ?? "k1"))
    }

    @Test func `a credential that no platform has is refused`() throws {
        let error = try #require(throws: ServiceError.self) { try account.credential("pin") }
        #expect(error.code == .unauthorized)
    }
}
