import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import sendboard

@Suite struct RowEditsTests {
    private let people = FakeStore()

    init() {
        people.putContacts(["kim@example.test", "ana@example.test"])
        people.put([
            Suppression(
                id: ResourceID("fake", .suppression, "1"), account: "acme", address: "kim@example.test",
                reason: .complaint)
        ])
        people.put([Account(id: ResourceID("fake", .account, "1"), username: "acme")])
    }

    private static let time = TimeReading(now: Date(timeIntervalSince1970: 1_772_373_802), zone: .utc)

    private var contacts: [Contact] { people.all() }

    private func edits(
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

    @Test func `delete wants yes and says how`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits().delete(["kim@example.test"])
        }
        #expect(error.code == .refused)
        #expect(contacts.count == 2)
        _ = try await edits(yes: "yes").delete(["kim@example.test"])
        #expect(contacts.map(\.email) == ["ana@example.test"])
    }

    @Test(arguments: ["kim@example.test", "kim"])
    func `the name or the id of the one row means it where a plain yes would do`(yes: String) async throws {
        let sent = try await edits(.contact, ["subject=Hi", "text=Hi"], yes: yes).message(
            to: ["kim@example.test"])
        #expect(!sent.message.isEmpty)
        _ = try await edits(yes: yes).delete(["kim@example.test"])
        #expect(contacts.map(\.email) == ["ana@example.test"])
        await #expect(throws: ServiceError.self) { try await edits(yes: yes).delete(["ana@example.test"]) }
        #expect(contacts.count == 1)
    }

    @Test func `the name of one of several rows means not all of them`() async throws {
        await #expect(throws: ServiceError.self) {
            try await edits(yes: "kim@example.test").delete(["kim@example.test", "ana@example.test"])
        }
        #expect(contacts.count == 2)
    }

    @Test func `what takes no fields says so`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.contact, ["reason=ok"]).perform("whitelist", on: ["kim@example.test"])
        }
        #expect(error.hint == "It takes none.")
    }

    @Test(arguments: [nil, "kim@example.test"])
    func `what must be filled is asked for before it is confirmed`(yes: String?) async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.suppression, yes: yes).perform("allow", on: ["kim@example.test"])
        }
        #expect(error.code == .invalid && error.field == "reason")
        #expect(error.hint?.hasPrefix("Add reason=…") == true)
        let empty = try await #require(throws: ServiceError.self) {
            try await edits(.contact, ["text=Hi"], yes: yes).message(to: ["kim@example.test"])
        }
        #expect(empty.code == .invalid && empty.field == "subject")
    }

    @Test func `what asks for a name wants that name`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.suppression, ["reason=asked"], yes: "yes").perform(
                "allow", on: ["kim@example.test"])
        }
        #expect(error.code == .refused)
        #expect(
            error.hint
                == "sendboard suppression allow kim@example.test 'reason=asked for it' --yes kim@example.test"
        )
        let outcome = try await edits(.suppression, ["reason=asked"], yes: "kim@example.test")
            .perform("allow", on: ["kim@example.test"])
        #expect(outcome.message == "kim@example.test: allow")
    }

    @Test(
        arguments: [(String?, String)]([
            (nil, "“new-key” on account “acme”, which cannot be taken back, wants to be confirmed."),
            ("acm", "“acm” does not confirm “new-key” on account “acme”, which cannot be taken back."),
        ]))
    func `what cannot be taken back is told as such`(yes: String?, message: String) async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.account, yes: yes).perform("new-key", on: ["acme"])
        }
        #expect(error.code == .refused && error.message == message)
    }

    @Test(arguments: NamesToType.all)
    func `a name is asked for and taken in its own letters`(name: String) async throws {
        people.put([Campaign(id: ResourceID("fake", .campaign, "7"), account: "acme", title: name)])
        let asked = TypedName(name).asked
        for wrong in [nil, "yes", String(asked.dropLast()), asked.uppercased() + "x"] {
            let error = try await #require(throws: ServiceError.self) {
                try await edits(.campaign, yes: wrong).delete(["7"])
            }
            #expect(error.code == .refused)
            #expect(
                error.hint?.contains(ShellWord.quoted(asked)) == true || asked.hasPrefix("--")
                    || asked.contains("="))
        }
        #expect(name.hasPrefix(asked), "nothing of it is lost or changed")
        _ = try await edits(.campaign, yes: asked).delete(["7"])
        #expect(people.all(Campaign.self).isEmpty)
    }

    @Test func `more than ten rows want their number`() async throws {
        let crowd = FakeStore()
        crowd.putContacts((1...11).map { "p\($0)@example.test" })
        let access = KindAccess(
            workspace: Workspace(name: "w", connections: [crowd.connection()]), kind: .contact)
        let keys = crowd.all(Contact.self).map(\.email)
        let filling = FormFilling(assignments: [])
        await #expect(throws: ServiceError.self) {
            try await RowEdits(
                access: access, filling: filling, answer: Answer(text: "yes", order: ArgumentOrder([])),
                time: Self.time
            )
            .perform("whitelist", on: keys)
        }
        #expect(crowd.all(Contact.self).allSatisfy { !$0.isWhitelisted })
        _ = try await RowEdits(
            access: access, filling: filling, answer: Answer(text: "11", order: ArgumentOrder([])),
            time: Self.time
        )
        .perform("whitelist", on: keys)
        #expect(crowd.all(Contact.self).allSatisfy { $0.isWhitelisted })
    }

    @Test func `an action that a row does not allow is refused with the reason`() async throws {
        people.change("ana", Contact.self) { $0.whitelistedSince = .now }
        let error = try await #require(throws: ServiceError.self) {
            try await edits().perform("whitelist", on: ["kim@example.test", "ana@example.test"])
        }
        #expect(error.message == "“ana@example.test” cannot be changed so: already whitelisted.")
        #expect(contacts.first?.isWhitelisted == false)
    }

    @Test func `an action on several rows names all that is wrong, and does nothing`() async throws {
        people.change("ana", Contact.self) { $0.whitelistedSince = .now }
        let keys = ["kim@example.test", "ghost", "ana@example.test", "nobody"]
        let error = try await #require(throws: ServiceError.self) {
            try await edits().perform("whitelist", on: keys)
        }
        #expect(error.code == .refused, "the worst of them")
        #expect(
            error.message == """
                3 of 4 contacts could not be done, so nothing was done:
                There is no contact “ghost”.
                There is no contact “nobody”.
                “ana@example.test” cannot be changed so: already whitelisted.
                """)
        #expect(error.hint == "--keep-going does the others.")
        #expect(contacts.first?.isWhitelisted == false)
    }

    @Test func `keeping going does the others and fails all the same`() async throws {
        let result = try await edits().perform(
            "whitelist", on: ["ghost", "kim@example.test", "kim@example.test"], keepsGoing: true)
        #expect(result.message == "kim@example.test: whitelist")
        #expect(result.leftOut?.code == .notFound)
        #expect(result.leftOut?.message == "There is no contact “ghost”.")
        #expect(contacts.first?.isWhitelisted == true)
    }

    @Test func `with nothing left to do, keeping going does nothing`() async throws {
        people.change("ana", Contact.self) { $0.whitelistedSince = .now }
        for keys in [["ghost"], ["ana@example.test", "ana@example.test"], ["ghost", "nobody"]] {
            let error = try await #require(throws: ServiceError.self) {
                try await edits().perform("whitelist", on: keys, keepsGoing: true)
            }
            #expect(error.hint != "--keep-going does the others.")
        }
    }

    @Test func `rows that are not there are named, and the others deleted where it keeps going`() async throws
    {
        let keys = ["ghost", "kim@example.test"]
        await #expect(throws: ServiceError.self) { try await edits(yes: "yes").delete(keys) }
        #expect(contacts.count == 2)
        let result = try await edits(yes: "yes").delete(keys, keepsGoing: true)
        #expect(result.leftOut?.code == .notFound)
        #expect(contacts.map(\.email) == ["ana@example.test"])
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
