import ServiceCore
import Testing

@testable import Platform

/// What a form can know is wrong it says before anything is sent, at the field that it is about.
@Suite struct FormRulesTests {
    let people: PeopleFixture

    init() async throws { people = try await PeopleFixture() }

    struct Slip: Sendable, CustomTestStringConvertible {
        let kind: ResourceKind
        let values: [FieldID: String]
        let field: FieldID

        var testDescription: String { "\(kind) \(values)" }
    }

    static let slips = [
        Slip(kind: .sender, values: ["address": "nobody"], field: "address"),
        Slip(kind: .sender, values: ["address": "a b@example.test"], field: "address"),
        Slip(kind: .trackingDomain, values: ["domain": "no domain"], field: "domain"),
        Slip(kind: .sendingDomain, values: ["domain": "-"], field: "domain"),
        Slip(kind: .suppression, values: ["address": "nobody", "channel": "email"], field: "address"),
        Slip(kind: .suppression, values: ["address": "x", "channel": "sms"], field: "address"),
        Slip(kind: .filter, values: ["name": "mine", "expression": "nosuch:1"], field: "expression"),
        Slip(kind: .filter, values: ["name": "mine", "expression": "state:nosuch"], field: "expression"),
        Slip(kind: .contact, values: ["email": "nobody"], field: "email"),
        Slip(kind: .contact, values: ["email": "", "phone": ""], field: "email"),
        Slip(kind: .contact, values: ["email": "kim@example.test", "phone": "12"], field: "phone"),
        Slip(kind: .campaign, values: ["title": "Spring", "sender": "nobody"], field: "sender"),
        Slip(
            kind: .account,
            values: ["username": "nobody", "password": "secret", "company": "A", "phone": "1"],
            field: "username"),
    ]

    @Test(arguments: slips)
    func `a slip in a new row is told at its field`(slip: Slip) async throws {
        let create = try #require(try people.fixture.operations(slip.kind).create)
        let form = try await create.form(nil)
        var values = form.initialValues
        for (field, text) in slip.values { values[field] = text }
        let refusal = #expect(throws: ServiceError.self) { try form.rules?.check(values) }
        #expect(refusal?.field == slip.field)
        #expect(refusal?.code == .invalid)
    }

    @Test func `what is right passes`() async throws {
        let create = try #require(try people.fixture.operations(.sender).create)
        let form = try await create.form(nil)
        var values = form.initialValues
        values["address"] = "kim@example.test"
        try form.rules?.check(values)
        #expect(form.rules != nil)
    }
}
