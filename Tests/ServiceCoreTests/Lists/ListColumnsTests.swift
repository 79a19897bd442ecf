import ServiceCore
import TestSupport
import Testing

@Suite struct ListColumnsTests {
    @Test func `columns are known by their headings however they are spelt`() throws {
        let columns = try columns(of: "E-Mail Address,First name,SURNAME,Mobile phone,Points\n")
        #expect(columns.taken.map(\.target.name) == ["email", "first_name", "last_name", "phone"])
        #expect(columns.ignored == ["Points"])
    }

    @Test func `what a person says goes before what a heading means`() throws {
        let columns = try columns(
            of: "Old mail,email,Town\n", [ListWish("email=old mail"), ListWish("fields.city=Town")])
        #expect(columns.targets == [.field("email"), nil, .own("city")])
    }

    @Test func `other columns become fields where that is asked for`() throws {
        #expect(
            try columns(of: "email,City,\n", takesOthers: true).targets == [
                .field("email"), .own("City"), nil,
            ])
    }

    @Test func `a list without headings has the addresses where they stand`() throws {
        #expect(try columns(of: "Ana,ana@a.test\n").targets == [nil, .field("email")])
    }

    @Test func `wrong wishes and a missing key are told with what there is`() throws {
        let wrong = #expect(throws: ServiceError.self) {
            try columns(of: "email,name\n", [try ListWish("first_name=nam")])
        }
        #expect(wrong?.message == "The list has no heading “nam”.")
        #expect(wrong?.hint == "Did you mean “name”? Its headings: email, name.")
        let field = #expect(throws: ServiceError.self) {
            try columns(of: "email,name\n", [try ListWish("frist_name=name")])
        }
        #expect(field?.message == "“frist_name” is no field that a list fills.")
        let key = #expect(throws: ServiceError.self) { try columns(of: "name,town\n") }
        #expect(key?.message == "No column of the list is the e-mail address or the phone number.")
        #expect(throws: ServiceError.self) { try ListWish("email") }
    }

    private func columns(
        of text: String, _ wishes: [ListWish] = [], takesOthers: Bool = false
    ) throws -> ListColumns {
        try ListColumns(
            try ListReader(.of(text)), .contact, wishes: wishes, takesOthers: takesOthers)
    }
}
