import Foundation
import ServiceCore
import Testing

@testable import sendboard

@Suite struct FormFillingTests {
    private static let form = FormDescription(
        title: "New SMTP user",
        fields: [
            FormField("name", "Name", isRequired: true, help: "As it logs in."),
            FormField("hourly_limit", "Hourly limit", .integer(0...1_000_000), value: "50"),
            FormField("password", "Password", .secret),
            FormField("account", "Account", .fixed, value: "acme"),
        ])

    private func filling(_ texts: String..., password: Secret? = nil) -> FormFilling {
        FormFilling(assignments: texts.compactMap { Assignment($0) }, password: password)
    }

    private func refusal(_ filling: FormFilling, of form: FormDescription = Self.form) throws -> ServiceError
    {
        try #require(throws: ServiceError.self) { try filling.values(for: form) }
    }

    @Test func `what is given lies over what the form opens with`() throws {
        let values = try filling("name=smtp7").values(for: Self.form)
        #expect(values["name"] == "smtp7" && values["hourly_limit"] == "50" && values["account"] == "acme")
    }

    @Test func `the password of standard input fills the secret field`() throws {
        #expect(try filling(password: Secret("s3")).values(for: Self.form)["password"] == "s3")
        let open = FormDescription(title: "New group", fields: [FormField("name", "Name")])
        let error = try refusal(filling(password: Secret("s3")), of: open)
        #expect(error.code == .invalid && error.hint == "Leave --password-stdin out.")
    }

    @Test(arguments: [
        (["nmae=x"], "nmae", "Did you mean name=?"),
        (["quetzalcoatl=x"], "quetzalcoatl", "Fields: name, hourly_limit, password."),
        (["account=x"], "account", nil), (["name=x", "name=y"], "name", nil),
        (["password=s3"], "password", "Use --password-stdin, or password=@FILE."),
    ])
    func `what cannot be filled in is refused on its field`(texts: [String], field: FieldID, hint: String?)
        throws
    {
        let error = try refusal(FormFilling(assignments: texts.compactMap { Assignment($0) }))
        #expect(error.code == .invalid && error.field == field && error.hint == hint)
        #expect(!error.message.contains("s3"))
    }

    @Test func `a secret may stand in a file`() throws {
        let path = NSTemporaryDirectory() + "secret-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("s3".utf8).write(to: URL(filePath: path))
        #expect(try filling("password=@\(path)").values(for: Self.form)["password"] == "s3")
    }

    @Test func `a line that must be filled is asked for before anything is confirmed`() throws {
        let filling = filling("hourly_limit=5")
        let error = try #require(throws: ServiceError.self) {
            try filling.requireAll(of: Self.form, in: filling.values(for: Self.form))
        }
        #expect(error.message == "“New SMTP user” needs name=…." && error.field == "name")
        #expect(error.hint == "Add name=…: As it logs in.")
    }

    @Test func `what has to be meant is refused until it is said, what is only told goes along`() async throws
    {
        var form = Self.form
        form.remarks = FormRemarks { _ async throws(ServiceError) in
            [.newGroup("lanch", nearest: "launch"), FormRemark("two people of that name")]
        }
        var filling = filling()
        let error = try await #require(throws: ServiceError.self) {
            try await filling.remarks(on: form, FormValues())
        }
        #expect(error.code == .refused && error.message == "There is no group “lanch”.")
        #expect(error.hint == "Did you mean “launch”? --create-groups makes it.")
        filling.consents = ["create-groups"]
        #expect(try await filling.remarks(on: form, FormValues()) == ["two people of that name"])
    }
}
