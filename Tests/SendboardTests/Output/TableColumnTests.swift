import ServiceCore
import Testing

@testable import sendboard

@Suite struct TableColumnTests {
    private static let schema = ResourceSchema(of: Contact.self)

    @Test(arguments: [
        ("email", "email"), ("First-Name", "first_name"), ("ID", "id"), ("connection", "connection"),
    ])
    func `a column is asked for by its field, in whatever case`(name: String, field: FieldID) throws {
        #expect(try TableColumn.named([name], in: Self.schema).map(\.field) == [field])
    }

    @Test func `columns stand in the order asked for`() throws {
        let columns = try TableColumn.named(["age", "email"], in: Self.schema)
        #expect(columns.map(\.title) == ["AGE", "E-MAIL"] && columns.map(\.isNumeric) == [true, false])
    }

    @Test func `a field that there is not is told with the nearest, or with all`() throws {
        let near = try #require(throws: ServiceError.self) {
            try TableColumn.named(["emial"], in: Self.schema)
        }
        #expect(near.message == "Contacts have no field “emial”." && near.hint == "Did you mean email?")
        let far = try #require(throws: ServiceError.self) {
            try TableColumn.named(["quetzalcoatl"], in: Self.schema)
        }
        #expect(far.hint?.hasPrefix("Fields: ") == true)
    }

    @Test(arguments: [
        ResourceSchema(of: Account.self), ResourceSchema(of: Contact.self), ResourceSchema(of: Campaign.self),
        ResourceSchema(of: Delivery.self),
    ])
    func `a kind is shown by columns of its own, whether a pane lists it or not`(schema: ResourceSchema) {
        let columns = TableColumn.shown(for: schema)
        #expect(!columns.isEmpty && columns.allSatisfy { schema[$0.field] != nil })
    }

    @Test func `what has any length stands last`() {
        let audit = TableColumn.shown(for: ResourceSchema(of: AuditEntry.self)).map(\.field)
        #expect(audit.first == "time" && audit.last == "changes")
    }

    @Test func `a column is headed alike, asked for or not`() throws {
        let shown = TableColumn.shown(for: Self.schema).first { $0.field == "email" }
        #expect(try shown?.title == TableColumn.named(["email"], in: Self.schema)[0].title)
    }

    @Test func `a row's own id and connection are columns too`() {
        let row = Row(Contact(id: ResourceID("dyn", .contact, "7"), account: "acme", email: "a@x.test"))
        #expect(TableColumn.id.value(of: row) == .text("7"))
        #expect(TableColumn.platform.value(of: row) == .text("dyn"))
    }
}
