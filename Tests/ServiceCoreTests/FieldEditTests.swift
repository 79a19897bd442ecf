import ServiceCore
import Testing

@Suite struct FieldEditTests {
    private let groups = FormField("groups", "Groups", .list)
    private let fields = FormField("fields", "Fields", .map)

    private func text(_ way: FieldEdit.Way, _ text: String, of before: String, _ field: FormField) throws
        -> String
    {
        try FieldEdit(field.id, way, text).applied(to: before, of: field)
    }

    @Test func `items are added to a list and taken from it, whatever their case`() throws {
        #expect(try text(.add, "vip, News", of: "news, trial", groups) == "news, trial, vip")
        #expect(try text(.remove, "TRIAL, none", of: "news, trial", groups) == "news")
        #expect(try text(.add, "news", of: "news,trial", groups) == "news,trial", "nothing is written anew")
        #expect(try text(.set, "b", of: "news", groups) == "b")
    }

    @Test func `pairs are set in a map and taken from it by their names`() throws {
        #expect(
            try text(.add, "city=Bilbao, plan=pro", of: "city=Vigo, x=1", fields)
                == "city=Bilbao, plan=pro, x=1")
        #expect(try text(.add, "city=", of: "city=Vigo, x=1", fields) == "x=1")
        #expect(try text(.remove, "x", of: "city=Vigo, x=1", fields) == "city=Vigo")
    }

    @Test func `nothing is added to what is no list`() throws {
        let error = #expect(throws: ServiceError.self) {
            try text(.add, "1", of: "7", FormField("age", "Age", .integer(0...9)))
        }
        #expect(error?.code == .invalid && error?.field == "age")
    }

    @Test func `a shared form says only what is filled in it`() {
        let one = FormDescription(
            title: "Edit contact",
            fields: [
                FormField("email", "E-mail", value: "kim@a.test"),
                FormField("first_name", "First name", value: "Kim"),
                groups, fields, FormField("sex", "Sex", .choice(["", "F", "M"]), value: "F"),
                FormField("vip", "VIP", .flag, value: "no"), FormField("pin", "PIN", .secret),
                FormField("account", "Account", .fixed, value: "acme"),
            ])
        let form = FormDescription(sharedBy: [one, one], title: "Edit 2 contacts", names: ["email"])
        #expect(form.fields.map(\.id) == ["first_name", "groups+", "groups-", "fields", "sex", "vip"])
        #expect(form.edits(form.initialValues).isEmpty)
        var values = form.initialValues
        (values["first_name"], values["groups-"], values["fields"]) = ("\"\"", "trial", "city=Vigo")
        (values["sex"], values["vip"]) = ("(none)", "yes")
        #expect(
            form.edits(values) == [
                FieldEdit("first_name", .set, ""), FieldEdit("groups", .remove, "trial"),
                FieldEdit("fields", .add, "city=Vigo"), FieldEdit("sex", .set, ""),
                FieldEdit("vip", .set, "yes"),
            ])
    }

    @Test func `what the rows' forms do not have alike is not shared`() {
        let one = FormDescription(title: "", fields: [FormField("a", "A"), FormField("b", "B", .flag)])
        let other = FormDescription(title: "", fields: [FormField("a", "A"), FormField("b", "B")])
        #expect(FormDescription(sharedBy: [one, other], title: "", names: []).fields.map(\.id) == ["a"])
    }
}
