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
        let twice = #expect(throws: ServiceError.self) {
            try columns(of: "email,mail\n", [try ListWish("email=email"), try ListWish("email=mail")])
        }
        #expect(twice?.message == "--map fills “email” from two columns.")
        let two = #expect(throws: ServiceError.self) {
            try columns(
                of: "email,name\n", [try ListWish("first_name=name"), try ListWish("last_name=name")])
        }
        #expect(two?.message == "--map fills two fields from “name”.")
        let key = #expect(throws: ServiceError.self) { try columns(of: "name,town\n") }
        #expect(key?.message == "No column of the list is the e-mail address or the phone number.")
        #expect(key?.hint == "Say which with --map email=HEADING. Its headings: name, town.")
        #expect(throws: ServiceError.self) { try ListWish("email") }
    }

    @Test func `one column, and very many or long ones, are told so that a person can go on`() throws {
        let one = #expect(throws: ServiceError.self) { try columns(of: "email~\(long)\n") }
        #expect(
            one?.hint
                == "If it has more, say with --delimiter what parts them. Say which with --map email=HEADING. "
                + "Its headings: email~\(long.prefix(34))….")
        let many = (1...30).map { "c\($0)" }
        let wide = #expect(throws: ServiceError.self) { try columns(of: many.joined(separator: ",") + "\n") }
        #expect(
            wide?.hint?.hasSuffix("Its headings: \(many.prefix(10).joined(separator: ", ")) and 20 more.")
                == true)
    }

    @Test func `of two columns of one name the second is told as not taken`() throws {
        let columns = try columns(of: "email,town,town\n", takesOthers: true)
        #expect(columns.targets == [.field("email"), .own("town"), nil])
        #expect(columns.ignored == ["town"])
    }

    private let long = String(repeating: "x", count: 60)

    private func columns(
        of text: String, _ wishes: [ListWish] = [], takesOthers: Bool = false
    ) throws -> ListColumns {
        try ListColumns(
            try ListReader(.of(text)), .contact, wishes: wishes, takesOthers: takesOthers)
    }
}
