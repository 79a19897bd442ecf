import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSContactTests {
    @Test func `a whole address is looked up with all that DMDS knows`() async throws {
        let stage = try await DMDSStage()
        let row = try await stage.board.find(.contact, " Kim@Example.com ")
        let contact = try #require(row?.resource as? Contact)
        #expect(contact.id == ResourceID("dmds", .contact, "kim@example.com"))
        #expect(contact.numid == 31 && contact.firstName == "Kim" && contact.lastName.isEmpty)
        #expect(contact.age == nil && contact.sex == nil && contact.operation == "Alta")
        #expect(contact.groups == ["clientes"] && contact.customFields == ["ciudad": "Madrid"])
        #expect(!contact.isInvalid && !contact.isWhitelisted && !contact.isWhitelistUnknown)
        #expect(contact.lastEvent == "view")
        #expect(contact.lastEventAt == DateReading.instant("2020-10-15T09:00:00Z"))
        #expect(
            stage.server.requests.map(\.path) == [
                "/v1/contacto/kim%40example.com", "/v1/whitelist/kim%40example.com",
            ])
    }

    @Test func `a plus stays a plus in a path`() async throws {
        let stage = try await DMDSStage()
        #expect(try await stage.board.find(.contact, "kim+a@example.com") == nil)
        #expect(stage.server.requests.map(\.target) == ["/v1/contacto/kim%2Ba%40example.com"])
    }

    @Test(arguments: ["kim", "31", "a@b", "a b@c.com", "<script>", ""])
    func `what is no address is not asked for`(key: String) async throws {
        let stage = try await DMDSStage()
        #expect(try await stage.board.find(.contact, key) == nil)
        #expect(stage.server.requests.isEmpty)
    }

    @Test func `the list holds the invalid contacts and says that it does`() async throws {
        let stage = try await DMDSStage()
        let rows = try await stage.board.list(.contact)
        #expect(rows.map(\.name) == ["bad@example.com"])
        #expect(rows.first?["state"].plainText == "invalid")
        #expect(rows.first?["invalid_since"].plainText == "2020-10-15T08:25:12Z")
        #expect(rows.first?["hard_bounces"] == .integer(1))
        // The list does not tell of the whitelist, and asking for each would cost a call a row.
        #expect(rows.first?["whitelisted"] == FieldValue.none)
        let list = try stage.board.operations(.contact).list
        #expect(list?.gathering?.part == "DMDS lists invalid contacts only; others are looked up by address")
        #expect(list?.gathering?.shortPart == "DMDS: invalid ones only")
        #expect(MergedKind(.contact, of: [stage.connection])?.lookups.count == 1)
    }

    @Test func `a new contact is posted with what was typed, and can be taken back`() async throws {
        let stage = try await DMDSStage()
        let outcome = try await stage.board.create(
            .contact,
            [
                "email": "New@example.com", "first_name": "Ana", "age": "41", "sex": "f",
                "fields": "ciudad=Vigo",
            ])
        let body = try #require(stage.only("POST", "contacto/"))
        #expect(
            body.bodyText
                == #"{"email":"new@example.com","nombre":"Ana","edad":41,"sexo":"F","campos":{"ciudad":"Vigo"}}"#
        )
        #expect(body.header("content-type") == "application/json")
        #expect(outcome.message == "new@example.com created")
        #expect(outcome.reversal != nil)
    }

    @Test(arguments: [
        (#""Ana, P." <new@example.com>"#, #""nombre":"Ana, P.""#),
        ("Ana Paz Gil <New@example.com>", #""nombre":"Ana","apellido":"Paz Gil""#),
    ])
    func `a name before the address of a new contact is its name`(typed: String, sent: String) async throws {
        let stage = try await DMDSStage()
        let outcome = try await stage.board.create(
            .contact, ["email": typed, "first_name": "", "last_name": ""])
        #expect(
            stage.only("POST", "contacto/")?.bodyText == #"{"email":"new@example.com",\#(sent)}"#)
        #expect(outcome.message == "new@example.com created")
        let twice = await serviceError {
            try await stage.board.create(.contact, ["email": typed, "first_name": "Eva"])
        }
        #expect(twice?.code == .invalid && twice?.field == "email")
        #expect(stage.server.requests(to: "POST", "/v1/contacto/").count == 1)
    }

    @Test func `a contact that is there already is not overwritten by a creation`() async throws {
        let stage = try await DMDSStage()
        let error = await serviceError {
            try await stage.board.create(.contact, ["email": "kim@example.com"])
        }
        #expect(error?.code == .conflict && error?.field == "email")
        #expect(stage.server.requests(to: "POST", "/v1/contacto/").isEmpty)
    }

    @Test func `a contact of which the list tells less than a look-up is edited in what was typed alone`()
        async throws
    {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/contactos/invalidos/",
            .json(#"{"status":"ok","contactos":[{"email":"bad@example.com","invalido":true}]}"#))
        let row = try #require(try await stage.board.list(.contact).first)
        try await stage.board.edit(
            row,
            ["first_name": "", "last_name": "Gil", "age": "", "sex": "", "groups": "", "fields": ""])
        #expect(
            stage.only("POST", "contacto/")?.bodyText == #"{"email":"bad@example.com","apellido":"Gil"}"#)
    }

    @Test func `an address that DMDS refuses marks its line`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("POST", "/v1/contacto/", .json(DMDSFixtures.badAddress, status: 400))
        let error = await serviceError {
            try await stage.board.create(.contact, ["email": "new@example.com"])
        }
        #expect(error?.field == "email")
        let own = await serviceError { try await stage.board.create(.contact, ["email": "nonsense"]) }
        #expect(own?.field == "email" && own?.code == .invalid)
    }

    @Test func `a contact that was invalidated just now is listed, here and in the next process`()
        async throws
    {
        let trail = KeptTrail()
        let stage = try await DMDSStage(trail: trail)
        try await stage.board.act("invalidate", .contact, "kim@example.com")
        for stage in [stage, try await DMDSStage(trail: trail)] {
            let row = try await stage.board.list(.contact).first { $0.name == "kim@example.com" }
            #expect(row?["state"].plainText == "invalid")
        }
        stage.server.answer("GET", "/v1/revalidar/kim%40example.com", .json(DMDSFixtures.marked))
        try await stage.board.act("revalidate", .contact, "kim@example.com")
        #expect(try await stage.board.list(.contact).map(\.name) == ["bad@example.com"])
    }
}
