import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import sendboard

@Suite struct RowEditsTests {
    let people = FakeStore()

    init() {
        people.putContacts(["kim@example.test", "ana@example.test"])
        people.put([
            Suppression(
                id: ResourceID("fake", .suppression, "1"), account: "acme", address: "kim@example.test",
                reason: .complaint)
        ])
        people.put([Account(id: ResourceID("fake", .account, "1"), username: "acme")])
    }

    static let time = TimeReading(now: Date(timeIntervalSince1970: 1_772_373_802), zone: .utc)

    var contacts: [Contact] { people.all() }

    func edits(
        _ kind: ResourceKind = .contact, _ fields: [String] = [], yes: String? = nil,
        isReadOnly: Bool = false,
        consents: Set<String> = []
    ) -> RowEdits {
        let connection = isReadOnly ? people.connection().readOnly() : people.connection()
        return RowEdits(
            access: KindAccess(workspace: Workspace(name: "w", connections: [connection]), kind: kind),
            filling: FormFilling(
                assignments: fields.compactMap(Assignment.init), consents: consents),
            answer: Answer(
                text: yes,
                order: ArgumentOrder(["suppression", "allow", "kim@example.test", "reason=asked for it"])),
            time: Self.time)
    }

    @Test func `create fills the form`() async throws {
        let outcome = try await edits(.contact, ["email=bo@example.test", "first_name=Bo"]).create()
        #expect(outcome.message == "bo@example.test created")
        #expect(contacts.last?.firstName == "Bo")
    }

    @Test func `what has to be meant expressly is refused without its option`() async throws {
        people.remarks([
            FormRemark(
                "new group “lanch list”", hint: "Did you mean “launch list”?",
                consent: .init(option: "create-groups", refusal: "There is no group “lanch list”."))
        ])
        for verb in ["create", "edit"] {
            let error = try await #require(throws: ServiceError.self) {
                verb == "create"
                    ? try await edits(.contact, ["email=bo@example.test"]).create()
                    : try await edits(.contact, ["last_name=Seo"]).edit("kim@example.test")
            }
            #expect(error.code == .refused)
            #expect(error.message == "There is no group “lanch list”.")
            #expect(error.hint == "Did you mean “launch list”? --create-groups makes it.")
        }
        #expect(contacts.count == 2 && contacts.allSatisfy { $0.lastName.isEmpty })
        let made = try await edits(.contact, ["email=bo@example.test"], consents: ["create-groups"]).create()
        #expect(made.message == "bo@example.test created" && made.findings == [])
    }

    @Test func `what is only worth knowing is told with the outcome`() async throws {
        people.remarks([FormRemark("{{nosuch}} is filled for nobody", hint: "Did you mean {{name}}?")])
        let made = try await edits(.contact, ["email=bo@example.test"]).create()
        #expect(made.findings == ["{{nosuch}} is filled for nobody · Did you mean {{name}}?"])
    }

    @Test func `whom a message goes to is said once`() async throws {
        people.reaches(MessageAudience(["kim@example.test", "bo@example.test"]))
        let asked = try await #require(throws: ServiceError.self) {
            try await edits(.contact, ["subject=Hi"]).message(to: ["kim@example.test"])
        }
        let told = asked.message.split(separator: "\n").filter { $0.lowercased().contains("goes to") }
        #expect(told == ["It goes to kim@example.test, bo@example.test."])
    }

    @Test func `who is left out is said before it is sent`() async throws {
        people.reaches(
            MessageAudience(count: 1, addresses: ["kim@example.test"], leftOut: [.init("invalid", 2)]))
        let asked = try await #require(throws: ServiceError.self) {
            try await edits(.contact, ["subject=Hi"]).message(to: ["kim@example.test"])
        }
        #expect(asked.message.contains("It goes to kim@example.test.\nNot sent: 2 invalid."))
    }

    @Test func `a message tells it before it is sent, and with the outcome`() async throws {
        people.remarks([FormRemark("{{nosuch}} goes out as it is written")])
        let fields = ["subject=Hello", "text=Hi {{nosuch}}"]
        let asked = try await #require(throws: ServiceError.self) {
            try await edits(.contact, fields).message(to: ["kim@example.test"])
        }
        #expect(asked.message.contains("{{nosuch}} goes out as it is written"))
        let sent = try await edits(.contact, fields, yes: "yes").message(to: ["kim@example.test"])
        #expect(sent.findings == ["{{nosuch}} goes out as it is written"])
    }

    @Test func `edit keeps what is not named`() async throws {
        people.change("kim", Contact.self) { $0.firstName = "Kim" }
        _ = try await edits(.contact, ["last_name=Seo"]).edit("kim@example.test")
        #expect(contacts.first?.firstName == "Kim")
    }

    @Test(
        arguments: [([String], ServiceError.Code, String?)]([
            (["frist_name=Bo"], .invalid, "Did you mean first_name=?"),
            (["account=other"], .invalid, nil),
            (["pin=1234"], .invalid, "Use --password-stdin, or pin=@FILE."),
            (["email=a", "email=b"], .invalid, nil),
            (["email=@/nowhere/at/all"], .notFound, "Write email=@@… for a value that begins with @."),
            (["email=@/dev/zero"], .invalid, "No message may be so long."),
            (["email=@/dev"], .storage, "Check its owner and rights."),
        ]))
    func `a field that cannot be filled is refused`(
        fields: [String], code: ServiceError.Code, hint: String?
    ) async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.contact, fields).create()
        }
        #expect(error.code == code)
        #expect(error.hint == hint)
        #expect(contacts.count == 2)
    }

    @Test func `a doubled at sign stands for itself`() async throws {
        _ = try await edits(.contact, ["first_name=@@kim"]).edit("kim@example.test")
        #expect(contacts.first?.firstName == "@kim")
    }

    @Test func `what takes no fields says so`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.contact, ["reason=ok"]).perform("whitelist", on: ["kim@example.test"])
        }
        #expect(error.hint == "It takes none.")
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
            try await edits(.contact, ["email=x"], isReadOnly: true).edit("kim@example.test")
        }
        #expect(error.code == .readOnly)
    }

    @Test(arguments: ["whitelist", "edit", "delete"])
    func `a read-only connection beside another one is named`(verb: String) async throws {
        let other = FakeStore("other")
        other.putContacts(["bo@example.test"])
        let workspace = Workspace(
            name: "w", connections: [other.connection(), people.connection().readOnly()])
        let edits = RowEdits(
            access: KindAccess(workspace: workspace, kind: .contact),
            filling: FormFilling(assignments: ["email=x"].compactMap(Assignment.init), consents: []),
            answer: Answer(text: nil, order: ArgumentOrder(["contact", verb])), time: Self.time)
        let error = try await #require(throws: ServiceError.self) {
            switch verb {
            case "edit": try await edits.edit("kim@example.test")
            case "delete": try await edits.delete(["kim@example.test"])
            default: try await edits.perform(verb, on: ["kim@example.test"])
            }
        }
        #expect(error.code == .readOnly && error.message == "The connection “fake” is read-only.")
    }

    @Test func `as CSV an outcome is a table of its own`() async throws {
        let captured = CapturedConsole()
        var outcome = try await edits(.account, yes: "acme").perform("new-key", on: ["acme"]).outcome
        outcome.findings = ["one, and another", "=two"]
        try OutcomeReport(format: .csv).write(outcome, captured.console.output)
        #expect(
            captured.text
                == "what,text\r\nmessage,acme: new-key\r\nfinding,\"one, and another\"\r\nfinding,'=two\r\nnew secret,key-123\r\n"
        )
    }

    @Test(arguments: [OutputFormat.table, .json])
    func `a secret is shown in the answer that makes it`(format: OutputFormat) async throws {
        let captured = CapturedConsole()
        let outcome = try await edits(.account, yes: "acme").perform("new-key", on: ["acme"])
        try OutcomeReport(format: format).write(outcome.outcome, captured.console.output)
        let wanted =
            format == .json
            ? #""secrets":{"new_secret":"key-123"}}"# : "acme: new-key\nnew secret: key-123"
        #expect(captured.text.hasSuffix(wanted + "\n"))
    }
}
