import ServiceCore
import Testing

@Suite struct ResourceCalledTests {
    private func group(_ id: String, _ name: String) -> ContactGroup {
        ContactGroup(id: ResourceID("x", .group, id), account: "acme", name: name)
    }

    @Test func `a row is found by its id or its name`() throws {
        let groups = [group("1", "clients"), group("2", "lapsed")]
        #expect(try groups.only(called: "2")?.name == "lapsed")
        #expect(try groups.only(called: "clients")?.id.native == "1")
        #expect(try groups.only(called: "CLIENTS") == nil)
        #expect(try groups.only(called: "CLIENTS") { $0.name == "clients" }?.id.native == "1")
    }

    @Test func `of several that are called the same a person says which`() throws {
        let groups = [group("9", "Dup"), group("10", "Dup"), group("3", "other")]
        let error = #expect(throws: ServiceError.self) { try groups.only(called: "Dup") }
        #expect(error?.code == .conflict)
        #expect(error?.message == "2 groups are called “Dup”.")
        #expect(error?.hint == "Name one by its id: 9, 10.")
    }

    @Test func `an id is one row's alone, and a row that is listed twice is one`() throws {
        let groups = [group("1", "2"), group("1", "2"), group("2", "1"), group("3", "2")]
        #expect(try groups.only(called: "2")?.name == "1")
        #expect(try groups.prefix(2).only(called: "2")?.id.native == "1")
    }

    @Test func `of very many the first are told`() throws {
        let groups = (1...500).map { group("\($0)", "Dup") }
        let error = #expect(throws: ServiceError.self) { try groups.only(called: "Dup") }
        #expect(error?.hint == "Name one by its id: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and others.")
    }
}
