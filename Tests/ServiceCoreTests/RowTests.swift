import FoundationEssentials
import ServiceCore
import Testing

@Suite struct RowTests {
    private static func user(_ change: (inout SMTPUser) -> Void = { _ in }) -> Row {
        var user = SMTPUser(id: ResourceID("a", .smtpUser, "1"), account: "acme", name: "relay")
        user.password = Secret("one")
        change(&user)
        return Row(user)
    }

    @Test func `a row is known by its name field`() {
        #expect(Self.user().name == "relay")
        #expect(Self.user()["nowhere"] == .none)
    }

    @Test func `changes are the fields that differ, in the schema's order`() {
        let after = Self.user {
            $0.totalLimit = 50
            $0.name = "relay2"
        }
        let changes = Row.changes(from: Self.user(), to: after)
        #expect(changes.map(\.field) == ["name", "total_limit"])
        #expect(changes.map(\.label) == ["Name", "Total limit"])
        #expect(changes.map(\.before) == [.text("relay"), .none])
        #expect(changes.map(\.after) == [.text("relay2"), .integer(50)])
    }

    @Test func `a changed secret is told of without being told`() {
        let changes = Row.changes(from: Self.user(), to: Self.user { $0.password = Secret("two") })
        #expect(changes.map(\.field) == ["password"])
        #expect(changes.map(\.after.plainText) == [Secret.mask])
    }

    @Test func `a new row changes from nothing, a deleted one to nothing`() {
        #expect(Row.changes(from: nil, to: Self.user()).contains { $0.after == .text("relay") })
        #expect(Row.changes(from: Self.user(), to: nil).allSatisfy { $0.after == .none })
        #expect(Row.changes(from: nil, to: nil).isEmpty)
        #expect(Row.changes(from: Self.user(), to: Self.user()).isEmpty)
    }

    @Test func `JSON keeps the order of the fields and escapes what steers a terminal`() {
        let variable = GlobalVariable(
            id: ResourceID("a", .variable, "1"), account: "acme", name: "x\u{1b}[31m\"", value: "a\nb\u{202e}"
        )
        #expect(
            RowJSON.object(Row(variable))
                == #"{"id":"1","connection":"a","name":"x\u001b[31m\"","value":"a\nb\u202e","account":"acme"}"#
        )
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
        ("=1+1", "'=1+1"), ("@x", "'@x"), ("-x", "'-x"), ("'=x", "''=x"), ("'x", "'x"),
    ])
    func `a CSV cell is quoted, and never a formula`(text: String, cell: String) {
        #expect(RowCSV.cell(text) == cell)
    }

    @Test(arguments: ["=1", "'=1", "''=1", "'x", "x", "-", "+"])
    func `a CSV cell gives its text back`(text: String) {
        #expect(RowCSV.restored(RowCSV.cell(text)) == text)
    }
}
