import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct TenantMarkTests {
    private static let kim = "kim@example.test"

    private func events(_ desk: TwoTenants) async throws -> [EventKind] {
        let times = (desk.fixture.clock.now.addingTimeInterval(-1), desk.fixture.clock.now)
        return try await desk.mine.events(
            from: times.0, through: times.1, skipping: 0, limit: 99, EventKind.allCases
        ).events.map(\.kind)
    }

    @Test func `marks are set and lifted once however often they are asked for`() async throws {
        let desk = try await TwoTenants()
        try await desk.contact(desk.mine)
        for isOn in [true, true, false, false] {
            try await desk.mine.setWhitelisted(isOn, Self.kim)
            #expect(try await desk.mine.isWhitelisted(Self.kim) == isOn)
            #expect(try await desk.mine.setInvalid(isOn, Self.kim))
        }
        let told = try await events(desk).sorted { $0.rawValue < $1.rawValue }
        #expect(told == [.invalidated, .revalidated, .unwhitelisted, .whitelisted])
        #expect(try await desk.fixture.audited().count == 5)
    }

    @Test func `a whitelisted contact can be made invalid by hand`() async throws {
        let desk = try await TwoTenants()
        try await desk.contact(desk.mine)
        try await desk.mine.setWhitelisted(true, Self.kim)
        #expect(try await desk.mine.setInvalid(true, Self.kim))
        let contact = try #require(try await desk.mine.contact(Self.kim, []))
        #expect(contact.contact.isInvalid)
        #expect(contact.contact.isWhitelisted)
    }

    @Test func `an address that is no contact's can be on the whitelist`() async throws {
        let desk = try await TwoTenants()
        for isOn in [true, true, false, false] {
            try await desk.mine.setWhitelisted(isOn, Self.kim)
            #expect(try await desk.mine.isWhitelisted(Self.kim) == isOn)
        }
        #expect(try await desk.other.isWhitelisted(Self.kim) == false)
        #expect(try await desk.mine.contact(Self.kim, []) == nil)
        #expect(try await Set(events(desk)) == [.whitelisted, .unwhitelisted])
    }

    @Test func `who becomes a contact keeps their place on the whitelist`() async throws {
        let desk = try await TwoTenants()
        try await desk.mine.setWhitelisted(true, Self.kim)
        #expect(try await desk.contact(desk.other).isWhitelisted == false)
        #expect(try await desk.contact(desk.mine).isWhitelisted)
        try await desk.mine.setWhitelisted(false, Self.kim)
        #expect(try await desk.mine.isWhitelisted(Self.kim) == false)
    }

    @Test func `a contact that is given a whitelisted address takes its place`() async throws {
        let desk = try await TwoTenants()
        try await desk.mine.setWhitelisted(true, Self.kim)
        try await desk.contact(desk.mine, "lee@example.test")
        let row = try await desk.fixture.find(.contact, "lee@example.test")
        try await desk.fixture.edit(row, ["email": Self.kim])
        #expect(try await desk.mine.contact(Self.kim, [])?.contact.isWhitelisted == true)
    }

    @Test func `a big load gives whitelisted addresses to the contacts that it brings`() async throws {
        let desk = try await TwoTenants()
        try await desk.mine.setWhitelisted(true, Self.kim)
        let account = desk.mine.id
        try await desk.fixture.store.bulkLoad { db in
            try StoreFixture.contact(db, account: account, numid: 1, email: Self.kim)
            return false
        }
        #expect(try await desk.mine.contact(Self.kim, [])?.contact.isWhitelisted == true)
    }
}
