import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSCampaignTests {
    @Test func `campaigns are listed without a body and without keys`() async throws {
        let stage = try await DMDSStage()
        let rows = try await stage.board.list(.campaign)
        #expect(rows.map(\.name) == ["Boletín", "Alertas"])
        let alerts = try #require(rows.last?.resource as? Campaign)
        #expect(alerts.id.native == "5d0a8a9e-0000-4000-8000-000000000100")
        #expect(alerts.numid == 100 && alerts.type == .api && alerts.key == nil)
        #expect(alerts.subject == "Aviso" && alerts.sender == "avisos@empresa1.com")
        #expect(stage.only("GET", "campania/")?.body.isEmpty == true)
    }

    @Test(arguments: [
        ("type:api", #"{"tipo":"api"}"#), ("numid:101", #"{"numid":101}"#),
        ("type:api numid:100", #"{"tipo":"api","numid":100}"#), ("type:normal", ""), ("-type:api", ""),
    ])
    func `type and number travel in the body of the GET`(narrowing: (filter: String, body: String))
        async throws
    {
        let stage = try await DMDSStage()
        let rows = try await stage.board.list(.campaign, narrowing.filter)
        #expect(stage.only("GET", "campania/")?.bodyText == narrowing.body)
        // The scripted server ignores the body: the filter holds all the same.
        #expect(rows.count == 1)
    }

    @Test(arguments: ["100", "5d0a8a9e-0000-4000-8000-000000000100", "Alertas"])
    func `a campaign is found by number, id or title, and then with its key`(key: String) async throws {
        let stage = try await DMDSStage()
        let row = try await stage.board.find(.campaign, key)
        let campaign = try #require(row?.resource as? Campaign)
        #expect(campaign.numid == 100)
        #expect(campaign.key?.reveal() == "camp-key-2")
        #expect(row?["key"].plainText == Secret.mask)
        #expect(stage.only("GET", "campania_apikey/")?.bodyText == #"{"numid":100}"#)
    }

    @Test func `of two campaigns with one title a person says which`() async throws {
        let stage = try await DMDSStage()
        let twice = [(100, "a"), (101, "b")].map {
            #"{"id":"\#($0.1)","numid":\#($0.0),"nombre":"Dup","tipo":"api"}"#
        }
        stage.server.answer(
            "GET", "/v1/campania/",
            .json(#"{"status":"ok","campanias":[\#(twice.joined(separator: ","))]}"#))
        let error = try await #require(throws: ServiceError.self) {
            _ = try await stage.board.find(.campaign, "Dup")
        }
        #expect(error.code == .conflict && error.message == "2 campaigns are called “Dup”.")
        #expect(error.hint == "Name one by its id: 100, 101.")
        #expect(try await stage.board.find(.campaign, "101")?.id.native == "b")
    }

    @Test func `a title of digits alone is found where no campaign has that number`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/campania/",
            .json(#"{"status":"ok","campanias":[{"id":"a","numid":7,"nombre":"2026","tipo":"normal"}]}"#))
        #expect(try await stage.board.find(.campaign, "2026")?.id.native == "a")
    }

    @Test func `one that is not of type api is not asked for a key`() async throws {
        let stage = try await DMDSStage()
        #expect(try await stage.board.find(.campaign, "101")?.name == "Boletín")
        #expect(stage.server.requests(to: "GET", "/v1/campania_apikey/").isEmpty)
        #expect(try await stage.board.find(.campaign, "7") == nil)
    }

    @Test func `a new campaign shows its key once`() async throws {
        let stage = try await DMDSStage()
        let outcome = try await stage.board.create(
            .campaign,
            [
                "title": "Nueva", "type": "api", "subject": "Hola", "sender": "A@empresa1.com",
                "sender_name": "Avisos",
            ])
        #expect(
            stage.only("POST", "campania/")?.bodyText
                == #"{"nombre":"Nueva","tipo":"api","asunto":"Hola","remitente":"a@empresa1.com","remitente_nombre":"Avisos"}"#
        )
        #expect(outcome.message == "campaign Nueva created as number 102")
        #expect(outcome.revealed.map { $0.secret.reveal() } == ["camp-key-1"])
        #expect(!outcome.message.contains("camp-key"))
    }

    @Test(arguments: [
        (["title": ""], "title"), (["title": "a", "type": "sms"], "type"),
        (["title": "a", "sender": "nobody"], "sender"),
    ])
    func `a wrong line of a new campaign is marked`(wrong: (values: [String: String], field: String))
        async throws
    {
        let stage = try await DMDSStage()
        let error = await serviceError { try await stage.board.create(.campaign, wrong.values) }
        #expect(error?.field == wrong.field)
        #expect(stage.server.requests.isEmpty)
    }

    @Test func `a key is set, made by DMDS or given, and shown once`() async throws {
        let stage = try await DMDSStage()
        let outcome = try await stage.board.act("new-key", .campaign, "100")
        #expect(outcome.revealed.map { $0.secret.reveal() } == ["camp-key-2"])
        #expect(outcome.reversal == nil)
        try await stage.board.act("new-key", .campaign, "100", values: ["key": "my-own-key"])
        let bodies = stage.server.requests(to: "POST", "/v1/campania_apikey/").map(\.bodyText)
        #expect(bodies == [#"{"numid":100}"#, #"{"numid":100,"apikey":"my-own-key"}"#])
    }

    @Test func `a row's id is a UUID and the calls take the number`() async throws {
        let stage = try await DMDSStage()
        try await stage.board.act("show-key", .campaign, "5d0a8a9e-0000-4000-8000-000000000100")
        #expect(stage.only("GET", "campania_apikey/")?.bodyText == #"{"numid":100}"#)
    }

    @Test func `a lost answer to a new key is looked into`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("POST", "/v1/campania_apikey/", .dropped)
        let error = await serviceError { try await stage.board.act("new-key", .campaign, "100") }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.hasPrefix("DMDS was asked again at once and does not show it") == true)
        stage.server.answer(
            "GET", "/v1/campania_apikey/", .json(DMDSFixtures.campaignKey),
            .json(DMDSFixtures.campaignKey.replacing("camp-key-2", with: "camp-key-3")))
        let outcome = try await stage.board.act("new-key", .campaign, "100")
        #expect(outcome.revealed.first?.secret.matches("camp-key-3") == true)
    }

    @Test(arguments: [0, 1, 2])
    func `a campaign whose answer was lost is the one new one of its title`(new: Int) async throws {
        let stage = try await DMDSStage()
        let rows = (0..<new).map {
            #"{"id": "u\#($0)", "numid": \#(200 + $0), "nombre": "Marzo", "tipo": "api"}"#
        }
        stage.server.answer("POST", "/v1/campania/", .dropped)
        stage.server.answer(
            "GET", "/v1/campania/", .json(DMDSFixtures.campaigns),
            .json(#"{"status": "ok", "campanias": [\#(rows.joined(separator: ","))]}"#))
        var outcome: EditOutcome?
        let error = await serviceError {
            outcome = try await stage.board.create(.campaign, ["title": "Marzo", "type": "api"])
        }
        #expect(outcome?.message == (new == 1 ? "campaign Marzo created as number 200" : nil))
        #expect(error?.code == (new == 1 ? nil : .outcomeUnknown))
        if new == 2 { #expect(error?.hint?.hasPrefix("DMDS has 2 campaigns named “Marzo”") == true) }
    }

    @Test func `a new key asks for the name, a test for a page`() async throws {
        let stage = try await DMDSStage()
        let row = try #require(try await stage.board.find(.campaign, "100"))
        let actions = try stage.board.operations(.campaign).actions
        #expect(actions.first { $0.name == "new-key" }?.confirmation(row) == .name("Alertas"))
        let other = try #require(try await stage.board.find(.campaign, "101"))
        for action in actions { #expect(!action.availability(other).isAvailable) }
        try await stage.board.act(
            "test", .campaign, "100", values: ["to": "kim@example.com", "html": "<p>x</p>"])
        #expect(
            stage.only("POST", "envio/send_one_inline/")?.bodyText
                == #"{"campana_id":100,"email":true,"contacto":{"email":"kim@example.com"},"html":"<p>x</p>"}"#
        )
    }

    @Test func `a launch is refused with what can be done instead`() async throws {
        let stage = try await DMDSStage()
        let control = try #require(stage.connection.campaigns)
        let plan = try await control.plan(ResourceID("dmds", .campaign, "100"))
        #expect(plan.refusal?.code == .unsupported)
        #expect(plan.refusal?.hint == "On the board, M on the campaign or on contacts writes one.")
        let error = await serviceError { _ = try await control.launch(plan.campaign.id, "key") }
        #expect(error?.code == .unsupported)
        #expect(stage.server.requests.allSatisfy { $0.method == "GET" })
    }
}
