import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import sendboard

@Suite struct RowEditsTests {
    private let people = FakePeople(["kim@example.test", "ana@example.test"])

    private func edits(_ fields: [String] = [], yes: String? = nil, isReadOnly: Bool = false) -> RowEdits {
        let connection = isReadOnly ? people.connection.readOnly() : people.connection
        return RowEdits(
            access: KindAccess(workspace: Workspace(name: "w", connections: [connection]), kind: .contact),
            filling: FormFilling(assignments: fields.compactMap(Assignment.init)),
            answer: Answer(
                text: yes, command: ["contact", "forget", "kim@example.test", "reason=asked for it"]))
    }

    @Test func `create fills the form`() async throws {
        let outcome = try await edits(["email=bo@example.test", "first_name=Bo"]).create()
        #expect(outcome.message == "bo@example.test created")
        #expect(people.all.last?.firstName == "Bo")
    }

    @Test func `edit keeps what is not named`() async throws {
        people.change("kim@example.test") { $0.firstName = "Kim" }
        _ = try await edits(["email=kim@example.test"]).edit("kim@example.test")
        #expect(people.all.first?.firstName == "Kim")
    }

    @Test(
        arguments: [([String], ServiceError.Code, String?)]([
            (["frist_name=Bo"], .invalid, "Did you mean first_name=?"),
            (["account=other"], .invalid, nil),
            (["pin=1234"], .invalid, "Use --password-stdin, or pin=@FILE."),
            (["email=a", "email=b"], .invalid, nil),
            (["email=@/nowhere/at/all"], .notFound, "Write email=@@… for a value that begins with @."),
        ]))
    func `a field that cannot be filled is refused`(
        fields: [String], code: ServiceError.Code, hint: String?
    ) async throws {
        let error = try await #require(throws: ServiceError.self) { try await edits(fields).create() }
        #expect(error.code == code)
        #expect(error.hint == hint)
        #expect(people.all.count == 2)
    }

    @Test func `a doubled at sign stands for itself`() async throws {
        _ = try await edits(["first_name=@@kim"]).edit("kim@example.test")
        #expect(people.all.first?.firstName == "@kim")
    }

    @Test func `delete wants yes and says how`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits().delete(["kim@example.test"])
        }
        #expect(error.code == .refused)
        #expect(people.all.count == 2)
        _ = try await edits(yes: "yes").delete(["kim@example.test"])
        #expect(people.all.map(\.email) == ["ana@example.test"])
    }

    @Test func `what asks for a name wants that name`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(["reason=asked"], yes: "yes").perform("forget", on: ["kim@example.test"])
        }
        #expect(error.code == .refused)
        #expect(
            error.hint
                == "sendboard contact forget kim@example.test 'reason=asked for it' --yes kim@example.test")
        let outcome = try await edits(["reason=asked"], yes: "kim@example.test")
            .perform("forget", on: ["kim@example.test"])
        #expect(outcome.message == "1 forgotten: asked")
    }

    @Test func `more than ten rows want their number`() async throws {
        let crowd = FakePeople((1...11).map { "p\($0)@example.test" })
        let access = KindAccess(
            workspace: Workspace(name: "w", connections: [crowd.connection]), kind: .contact)
        let keys = crowd.all.map(\.email)
        let filling = FormFilling(assignments: [])
        await #expect(throws: ServiceError.self) {
            try await RowEdits(access: access, filling: filling, answer: Answer(text: "yes", command: []))
                .perform("whitelist", on: keys)
        }
        #expect(crowd.all.allSatisfy { !$0.isWhitelisted })
        _ = try await RowEdits(access: access, filling: filling, answer: Answer(text: "11", command: []))
            .perform("whitelist", on: keys)
        #expect(crowd.all.allSatisfy { $0.isWhitelisted })
    }

    @Test func `an action that a row does not allow is refused with the reason`() async throws {
        people.change("ana@example.test") { $0.whitelistedSince = .now }
        let error = try await #require(throws: ServiceError.self) {
            try await edits().perform("whitelist", on: ["kim@example.test", "ana@example.test"])
        }
        #expect(error.message == "“ana@example.test” cannot be changed so: already whitelisted.")
        #expect(people.all.first?.isWhitelisted == false)
    }

    @Test func `an unknown verb is told with the nearest`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits().perform("whitlist", on: ["kim@example.test"])
        }
        #expect(error.code == .invalid)
        #expect(error.hint == "Did you mean whitelist?")
    }

    @Test func `a read-only connection says so`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(["email=x"], isReadOnly: true).edit("kim@example.test")
        }
        #expect(error.code == .readOnly)
    }

    @Test(arguments: [OutputFormat.table, .json])
    func `a secret is shown in the answer that makes it`(format: OutputFormat) async throws {
        let captured = CapturedConsole()
        let outcome = try await edits().perform("new-key", on: ["kim@example.test"])
        try OutcomeReport(format: format).write(outcome, captured.console.output)
        let wanted =
            format == .json
            ? #"{"message":"key made","rows":[],"findings":[],"secrets":{"api_key":"k-123"}}"#
            : "key made\nAPI key: k-123"
        #expect(captured.text == wanted + "\n")
    }
}
