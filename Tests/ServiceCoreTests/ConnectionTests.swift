import ServiceCore
import TestSupport
import Testing

@Suite struct ConnectionTests {
    @Test func `read-only leaves what reads and checks`() throws {
        let connection = FakeStore().connection().readOnly()
        let contacts = try #require(connection.resources[.contact]?.operations)
        #expect(contacts.list != nil && contacts.find != nil)
        #expect(contacts.create == nil && contacts.update == nil && contacts.delete == nil)
        #expect(contacts.actions.isEmpty)
        #expect(connection.resources[.sender]?.operations.actions.map(\.name) == ["check"])
        #expect(connection.messages == nil)
        #expect(connection.campaigns?.pause == nil && connection.campaigns?.abort == nil)
        #expect(connection.isReadOnly)
    }

    @Test func `a read-only connection refuses a launch`() async {
        let store = FakeStore()
        store.putCampaign("Spring")
        let control = store.connection().readOnly().campaigns
        await #expect(throws: ServiceError.self) {
            _ = try await control?.launch(ResourceID("fake", .campaign, "Spring"), "key")
        }
        #expect(store.calls("campaign.launch").isEmpty)
    }

    @Test func `a workspace knows its connections by their names`() {
        let connections = ["first", "second"].map { FakeStore($0).connection(only: [.account]) }
        let workspace = Workspace(name: "support", connections: connections)
        #expect(workspace["second"]?.id == "second")
        #expect(workspace["third"] == nil)
    }

    @Test func `a row of another kind is refused by an operation`() async throws {
        let store = FakeStore()
        let operations = try #require(store.connection().resources[.contact])
        let group = Row(ContactGroup(id: ResourceID("fake", .group, "1"), account: "acme", name: "norte"))
        let update = try #require(operations.operations.update)
        await #expect(throws: ServiceError(.invalid, "“norte” is no contact.")) {
            _ = try await update.form(group)
        }
        #expect(operations.action("whitelist")?.availability(group) == .disabled("not of this kind"))
    }

    @Test(arguments: [
        (ServiceError.Code.invalid, Int32(2)), (.notFound, 3), (.refused, 4), (.readOnly, 4),
        (.unauthorized, 5),
        (.unreachable, 6), (.storage, 1),
    ])
    func `codes end the program as the design says`(code: ServiceError.Code, exit: Int32) {
        #expect(code.exitCode == exit)
    }
}
