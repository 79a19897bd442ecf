import ServiceCore
import TestSupport
import Testing

/// Whatever an operation can say, it says behind every wrapper too.
@Suite struct WrappedOperationsTests {
    // MARK: The samples

    @Test func `a sample says of each member what no default says`() async throws {
        let asking = Samples.typed
        let list = try await asking.answers(Samples.list)
        let bareList = try await asking.answers(
            Listing(sortable: []) { _ in ListPage([], hasMore: false) })
        let gathering = try await asking.answers(Samples.gathering)
        let bareGathering = try await asking.answers(Gathering { _ in [] })
        let operations = try await asking.answers(Samples.operations)
        let bareOperations = try await asking.answers(ResourceOperations<ContactGroup>())
        let pairs = [(list, bareList), (gathering, bareGathering), (operations, bareOperations)]
        for (sample, bare) in pairs {
            for (member, text) in sample.texts { #expect(bare[member] != text, "\(member) is set") }
        }
        let action = try await asking.answers(Samples.action("seal"))
        let bareAction = try await asking.answers(
            ResourceAction(ActionDescription("", help: "", effect: .check)) { _, _ in EditOutcome("") })
        for (member, text) in action.texts { #expect(bareAction[member] != text, "\(member) is set") }
        let submission = try await asking.answers(Samples.submission("create"))
        let confirmation = "\(Confirmation.name(TypedName("norte")))"
        #expect(submission["confirmation"] == confirmation)
        let deletion = try await asking.answers(Samples.deletion)
        #expect(deletion["restoration"] == "\(Restoration.gone(because: "norte is gone"))")
        #expect(deletion["consequence"] == "with norte" && deletion["confirmation"] == confirmation)
    }

    // MARK: Each wrapper

    @Test func `rows can do all that the typed operations can`() async throws {
        let erased = RowOperations(Samples.operations)
        let typed = try await Samples.typed.answers(Samples.operations)
        #expect(try await Samples.rows.answers(erased.operations) == typed)
    }

    @Test func `behind the audit nothing is missing`() async throws {
        let whole = try await MemberAnswers.of(Samples.connection)
        #expect(try await MemberAnswers.of(Samples.connection.wrapped()) == whole)
        #expect(try await MemberAnswers.of(Samples.connection.wrapped().wrapped()) == whole)
    }

    @Test func `read-only takes what writes and leaves the rest`() async throws {
        var expected = try await Samples.rows.answers(RowOperations(Samples.operations).operations)
        for writing in ["create", "update", "delete", "intake"] { expected[writing] = "none" }
        var checking = Samples.operations
        checking.actions.removeFirst()
        let checks = try await Samples.rows.answers(RowOperations(checking).operations)
        expected["actions"] = checks["actions"]

        var control = try await MemberAnswers.of(Samples.campaigns)
        for writing in ["pause", "resume", "abort"] { control[writing] = "none" }
        control["launch"] = "readOnly"
        control["recipients"] = MemberAnswers.words(expected.texts)

        var connection = try await MemberAnswers.of(Samples.connection)
        connection["resources"] = MemberAnswers.words(expected.texts)
        connection["campaigns"] = MemberAnswers.words(control.texts)
        connection["messages"] = ""
        var people = try await MemberAnswers.of(Samples.people)
        people["erase"] = "false"
        for writing in ["hold", "release"] { people[writing] = "none" }
        connection["people"] = MemberAnswers.words(people.texts)
        connection["isReadOnly"] = "true"
        connection["unfinished"] = "[]"
        #expect(try await MemberAnswers.of(Samples.connection.readOnly()) == connection)
        #expect(try await MemberAnswers.of(Samples.connection.wrapped().readOnly()) == connection)
        #expect(try await MemberAnswers.of(Samples.connection.readOnly().wrapped()) == connection)
    }

    // MARK: Merging

    /// A second connection, whose operations say other things.
    private var other: Connection {
        let group = ContactGroup(id: ResourceID("dmds", .group, "2"), account: "acme", name: "sur")
        let action = ResourceAction<ContactGroup>(
            ActionDescription("seal", title: "seal it", help: "Does seal.", effect: .irreversible),
            confirmation: { _ in .count }, availability: { _ in .available },
            form: { _ in FormDescription(title: "other", fields: []) },
            recipients: { _, _ in MessageAudience(count: 3) }, perform: { _, _ in EditOutcome("other") })
        let deletion = Deletion<ContactGroup>(
            confirmation: { _ in .count }, consequence: { _ in "with other" },
            restoration: { _ in .kept(days: 3) },
            perform: { _ in EditOutcome("other gone") })
        return Connection(
            id: "dmds", platform: "DMDS",
            resources: [
                RowOperations(
                    ResourceOperations(
                        list: .loaded(sort: RowOrder("name")) { [group] }, delete: deletion, actions: [action]
                    )
                )
            ])
    }

    @Test func `merged with those of others, each row has its own connection's operations`() async throws {
        let merged = try #require(MergedKind(.group, of: [other, Samples.connection.wrapped()]))
        let action = try #require(merged.action("seal"))
        #expect(
            try await Samples.rows.answers(action)
                == Samples.rows.answers(try #require(RowOperations(Samples.operations).action("seal"))))
        let deletion = try #require(merged.deletion)
        #expect(
            try await Samples.rows.answers(deletion)
                == Samples.rows.answers(try #require(RowOperations(Samples.operations).operations.delete)))
        let member = try #require(merged.operations(for: Samples.group.id))
        #expect(
            try await Samples.rows.answers(member)
                == Samples.rows.answers(RowOperations(Samples.operations).operations))
    }
}
