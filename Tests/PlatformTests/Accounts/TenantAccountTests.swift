import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct TenantAccountTests {
    private let desk: TwoTenants
    private let admin: Tenant

    init() async throws {
        desk = try await TwoTenants(face: "dyn", mine: "one@shop.example", other: "other@shop.example")
        let new = try await desk.fixture.platform.addAccount(
            email: "admin@shop.example", company: "C", phone: "1", password: Secret("pass word 1"),
            isAdmin: true)
        let tenants = Tenants(desk.fixture.platform, face: "dyn")
        admin = try desk.fixture.require(try await tenants.find(apiKey: new.apiKey))
    }

    @Test func `only an administrator sees, changes, makes and deletes other accounts`() async throws {
        let values = FormValues(["city": "Oslo"])
        for code in [
            await failure { try await desk.mine.accounts(from: 0, limit: 25) }?.code,
            await failure { try await desk.mine.account(called: "other@shop.example") }?.code,
            await failure { try await desk.mine.changeAccount("other@shop.example", values) }?.code,
            await failure { try await desk.mine.createAccount(values) }?.code,
            await failure { try await desk.mine.deleteAccount("other@shop.example") }?.code,
        ] { #expect(code == .forbidden) }
        #expect(try await desk.mine.changeAccount(nil, values).address.city == "Oslo")
        #expect(try await desk.other.account().address.city == "")
        #expect(try await admin.changeAccount("Other@shop.example", values).address.city == "Oslo")
        #expect(
            try await admin.accounts(from: 0, limit: 2).map(\.username) == [
                "one@shop.example", "other@shop.example",
            ])
    }

    @Test func `a change is one transaction, a wrong value changes nothing, and the trail says who`()
        async throws
    {
        let error = await failure {
            try await desk.mine.changeAccount(
                nil, FormValues(["city": "Oslo", "country": "XX"]), makesKey: true)
        }
        #expect(error?.code == .invalid && error?.field == "country")
        #expect(try await desk.mine.account().address.city == "")
        #expect(try await desk.fixture.audited() == ["create admin@shop.example"])
        _ = try await admin.changeAccount("one@shop.example", FormValues(["city": "Oslo"]), makesKey: true)
        let entry = try await desk.fixture.all(.audit)[0]
        #expect(entry["what"].plainText == "new-key")
        #expect(entry["who"].plainText == "admin@shop.example@dyn")
    }

    @Test func `what changes nothing is not written`() async throws {
        let before = try await desk.mine.account()
        let after = try await desk.mine.changeAccount(nil, FormValues(["city": "", "track_opens": "no"]))
        #expect(after == before)
        #expect(try await desk.fixture.audited() == ["create admin@shop.example"])
    }

    @Test func `a new password logs in`() async throws {
        _ = try await desk.mine.changeAccount(nil, FormValues(), password: Secret("pass word 9"))
        let tenants = Tenants(desk.fixture.platform, face: "dyn")
        let tenant = try await tenants.logIn("one@shop.example", password: Secret("pass word 9"))
        #expect(tenant?.id == desk.mine.id)
    }

    @Test func `an account cannot delete itself, and another goes with all that is its own`() async throws {
        let own = await failure { try await admin.deleteAccount("admin@shop.example") }
        let unknown = await failure { try await admin.deleteAccount("nobody@shop.example") }
        try await admin.deleteAccount("one@shop.example")
        let gone = await failure { try await desk.mine.account() }
        #expect([own?.code, unknown?.code, gone?.code] == [.refused, .notFound, .notFound])
    }

    @Test(arguments: [
        ("country", "XX"), ("x_header_1", "Order"), ("track_opens", "perhaps"), ("bounce_url", "x"),
    ])
    func `a wrong value of a field is told before anything is done`(field: String, value: String) {
        #expect(Tenant.fault(ofAccount: FieldID(field), value)?.field == field)
        #expect(Tenant.fault(ofAccount: FieldID(field), "") == nil)
    }
}
