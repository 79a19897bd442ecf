import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

/// Edits, and taking them back.
extension DMDSContactTests {
    @Test func `an edit sends what differs alone, and null for what is emptied`() async throws {
        let stage = try await DMDSStage()
        let row = try await stage.board.find(.contact, "kim@example.com")
        let outcome = try await stage.board.edit(
            row, ["first_name": "", "age": "30", "groups": "clientes, vips", "fields": "barrio=Sol"])
        #expect(
            try stage.only("POST", "contacto/")?.json()
                == RecordedRequest.canonical(
                    #"{"email":"kim@example.com","nombre":null,"edad":30,"bases":["vips"],"campos":{"ciudad":null,"barrio":"Sol"}}"#
                ))
        // A group that was joined cannot be left again.
        #expect(outcome.reversal == nil)
    }

    @Test func `a group that would come into being is named before, and a command has to mean it`()
        async throws
    {
        let stage = try await DMDSStage()
        let creation = try #require(try stage.board.operations(.contact).create)
        let form = try await creation.form(nil)
        func remarks(_ groups: String) async throws -> [FormRemark]? {
            try await form.remarks?.read(FormValues(["email": "new@example.com", "groups": groups]))
        }
        #expect(
            try await remarks("clientes, clientos") == [.newGroup("clientos", nearest: "clientes")])
        #expect(try await remarks("clientes") == [])
        #expect(FormRemark.newGroup("vips", nearest: nil).consent?.option == "create-groups")
        let kim = try await stage.board.find(.contact, "kim@example.com")
        let edit = try await stage.board.operations(.contact).update?.form(kim)
        #expect(try await edit?.remarks?.read(FormValues(["groups": "clientes"])) == [])
        stage.server.answer("GET", "/v1/grupos/", .status(404))
        #expect(
            try await remarks("vips")?.map(\.sentence) == [
                "group “vips”: DMDS does not tell whether it is new"
            ])
    }

    @Test func `an edit without groups is taken back by posting what was there`() async throws {
        let stage = try await DMDSStage()
        let before = DMDSFixtures.contact
        let after = before.replacing(#""edad":null"#, with: #""edad":30"#)
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com", .json(before), .json(before), .json(after))
        let row = try await stage.board.find(.contact, "kim@example.com")
        let outcome = try await stage.board.edit(row, ["age": "30"])
        #expect(outcome.rows.first?["age"] == .integer(30))
        _ = try await outcome.reversal?.undo()
        let posts = stage.server.requests(to: "POST", "/v1/contacto/").map(\.bodyText)
        #expect(
            posts == [#"{"email":"kim@example.com","edad":30}"#, #"{"email":"kim@example.com","edad":null}"#])
    }

    @Test func `an edit is not taken back where somebody changed the contact since`() async throws {
        let clock = SteppingClock()
        let stage = try await DMDSStage(clock: clock.transport())
        let row = try await stage.board.find(.contact, "kim@example.com")
        let outcome = try await stage.board.edit(row, ["age": "30"])
        // DMDS still says after any lag that the age is null: somebody has emptied it.
        clock.pass(601)
        let error = await serviceError { _ = try await outcome.reversal?.undo() }
        #expect(error?.code == .conflict)
        #expect(stage.server.requests(to: "POST", "/v1/contacto/").count == 1)
    }

    @Test func `an edit of a contact that changed under the form is refused`() async throws {
        let stage = try await DMDSStage()
        let row = try await stage.board.find(.contact, "kim@example.com")
        let changed = DMDSFixtures.contact.replacing(#""nombre":"Kim""#, with: #""nombre":"Kai""#)
        stage.server.answer("GET", "/v1/contacto/kim%40example.com", .json(changed))
        let error = await serviceError { try await stage.board.edit(row, ["age": "30"]) }
        #expect(error?.message == "kim@example.com has changed since the form was opened.")
        #expect(stage.server.requests(to: "POST", "/v1/contacto/").isEmpty)
    }

    @Test func `leaving a group is refused on its line, since DMDS cannot`() async throws {
        let stage = try await DMDSStage()
        let row = try await stage.board.find(.contact, "kim@example.com")
        let error = await serviceError { try await stage.board.edit(row, ["groups": "vips"]) }
        #expect(error?.code == .unsupported && error?.field == "groups")
    }

    @Test func `values with commas survive an edit of another line`() async throws {
        let stage = try await DMDSStage()
        let text = DMDSFixtures.contact.replacing("Madrid", with: "Madrid, Sol")
        stage.server.answer("GET", "/v1/contacto/kim%40example.com", .json(text))
        let row = try await stage.board.find(.contact, "kim@example.com")
        let form = try await stage.board.operations(.contact).update?.form(row)
        var values = try #require(form?.initialValues)
        values["age"] = "30"
        try await stage.board.edit(row, values.texts)
        #expect(stage.only("POST", "contacto/")?.bodyText == #"{"email":"kim@example.com","edad":30}"#)
    }
}
