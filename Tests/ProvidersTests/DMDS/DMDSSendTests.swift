import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSSendTests {
    @Test func `one recipient and an inline page`() async throws {
        let stage = try await DMDSStage()
        try await stage.board.send(
            to: ["kim@example.com"], ["campaign": "100 Alertas", "html": "<p>¡Hola!</p>"])
        #expect(
            stage.only("POST", "envio/send_one_inline/")?.bodyText
                == #"{"campana_id":100,"email":true,"contacto":{"email":"kim@example.com"},"html":"<p>¡Hola!</p>"}"#
        )
    }

    @Test func `many recipients and a page by its address`() async throws {
        let stage = try await DMDSStage()
        try await stage.board.send([
            "campaign": "100", "to": "Kim Lee <Kim@example.com>, ana@example.com, kim@example.com",
            "uri": "https://example.com/a?b=c",
        ])
        #expect(
            try stage.only("POST", "envio/send_many_uri/")?.json()
                == RecordedRequest.canonical(
                    """
                    {"campana_id":100,"email":true,"uri":"https://example.com/a?b=c","contactos":[
                    {"email":"kim@example.com","nombre":"Kim","apellido":"Lee"},{"email":"ana@example.com"}]}
                    """))
    }

    @Test func `copies count for each recipient before anything is sent`() async throws {
        let stage = try await DMDSStage()
        let recipients = try #require(stage.board.connection.messages?.recipients)
        let audience = try await recipients(
            [ResourceID("dmds", .contact, "kim@example.com")],
            FormValues(["to": "ana@example.com, kim@example.com", "cc": "bo@example.com"]))
        #expect(
            audience
                == MessageAudience(
                    count: 4, addresses: ["kim@example.com", "ana@example.com", "bo@example.com"]))
        #expect(stage.server.requests.isEmpty)
    }

    /// What the preview says of a message to these contacts and these addresses.
    private func remarks(
        _ stage: DMDSStage, to contacts: [String] = [], and typed: String = ""
    ) async throws -> [String]? {
        let targets = contacts.map { ResourceID("dmds", .contact, $0) }
        let form = try await stage.board.connection.messages?.form(targets)
        let values = FormValues(["campaign": "100", "to": typed, "html": "x"])
        return try await form?.remarks?.read(values).map(\.sentence)
    }

    @Test func `the preview names the recipients that are invalid, chosen or typed`() async throws {
        let stage = try await DMDSStage()
        let wanted = ["bad@example.com is invalid, and an invalid contact gets no mail"]
        #expect(try await remarks(stage, to: ["bad@example.com", "kim@example.com"]) == wanted)
        #expect(try await remarks(stage, and: "Bad@example.com, new@example.com") == wanted)
        #expect(try await remarks(stage, and: "kim@example.com") == [])
    }

    @Test func `the preview says so of one whose invalidation is in doubt`() async throws {
        let stage = try await DMDSStage(trail: KeptTrail())
        stage.server.answer("GET", "/v1/invalidar/kim%40example.com", .dropped)
        _ = try await stage.board.find(.contact, "kim@example.com")
        let error = await dmdsError {
            try await stage.board.act(.contact, "invalidate", ["kim@example.com"])
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(
            try await remarks(stage, to: ["kim@example.com"]) == [
                "whether kim@example.com is invalid is not known, and an invalid contact gets no mail"
            ])
    }

    @Test(arguments: [
        (["campaign": "nosuch"], "campaign"), (["campaign": "101"], "campaign"),
        (["reply_to": "a@b.com, c@d.com"], "reply_to"), (["html": ""], "html"), (["to": "bad"], "to"),
    ])
    func `what is wrong in a form is known before anybody is asked`(
        wrong: (values: [FieldID: String], field: FieldID)
    ) async throws {
        let stage = try await DMDSStage()
        let form = try #require(try await stage.board.connection.messages?.form([]))
        let right = ["campaign": "100", "to": "kim@example.com", "html": "x"]
        try form.rules?.check(FormValues(right))
        for other in ["Alertas", "100 Alertas"] {
            try form.rules?.check(FormValues(right.merging(["campaign": other]) { $1 }))
        }
        let error = #expect(throws: ServiceError.self) {
            try form.rules?.check(FormValues(right.merging(wrong.values) { $1 }))
        }
        #expect(error?.field == wrong.field)
    }

    @Test func `a title that begins with another campaign's number is that title's campaign`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/campania/",
            .json(
                #"{"status":"ok","campanias":[{"id":"a","numid":7,"nombre":"Otra","tipo":"api"},{"id":"b","numid":9,"nombre":"7 días","tipo":"api"}]}"#
            ))
        try await stage.board.send(["campaign": "7 días", "to": "kim@example.com", "html": "x"])
        #expect(stage.only("POST", "envio/send_one_inline/")?.bodyText.contains(#""campana_id":9"#) == true)
    }

    @Test func `every field of the specification is sent under its own name`() async throws {
        let stage = try await DMDSStage()
        let outcome = try await stage.board.send([
            "campaign": "100", "to": "kim@example.com", "html": "<p>Hola</p>", "subject": "Aviso",
            "sender": "a@empresa1.com", "sender_name": "Avisos", "reply_to": "r@empresa1.com",
            "cc": "Ana García <ana@example.com>", "bcc": "b@example.com", "archive": "yes",
            "batch": DMDSFixtures.eeid, "attachment_name": "precios.csv", "attachment": "a;b",
        ])
        #expect(
            try stage.only("POST", "envio/send_one_inline/")?.json()
                == RecordedRequest.canonical(
                    """
                    {"campana_id":100,"email":true,"contacto":{"email":"kim@example.com"},"html":"<p>Hola</p>",
                    "asunto":"Aviso","remitente":"a@empresa1.com","remitente_nombre":"Avisos",
                    "reply-to":"r@empresa1.com",
                    "copia":[{"cc_email":"ana@example.com","cc_nombre":"Ana","cc_apellido":"García"}],
                    "copia_oculta":[{"bcc_email":"b@example.com"}],"archive":true,"reuse_eeid":true,
                    "eeid":"\(DMDSFixtures.eeid)",
                    "adjuntos":[{"nombre":"precios.csv","tipo":"text/csv","contenido":"YTti"}]}
                    """))
        #expect(outcome.message == "4 mails sent as batch \(DMDSFixtures.eeid)")
        #expect(outcome.isAsWished)
        #expect(try await stage.board.list(.batch).map(\.name) == [DMDSFixtures.eeid])
    }

    @Test func `mails that an invalid contact did not get are told`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "POST", "/v1/envio/send_many_inline/",
            .json(#"{"status":"ok","sent":1,"eeid":"\#(DMDSFixtures.eeid)"}"#))
        let outcome = try await stage.board.send([
            "campaign": "100", "to": "kim@example.com, bad@example.com", "html": "<p>Hola</p>",
        ])
        #expect(outcome.message == "only 1 of 2 mails sent as batch \(DMDSFixtures.eeid)")
        #expect(!outcome.isAsWished)
    }

    @Test(arguments: [
        (["to": "", "html": "x"], "to"), (["to": "nobody", "html": "x"], "to"),
        (["to": "a@b.com"], "html"), (["to": "a@b.com", "html": "x", "uri": "https://a.com"], "uri"),
        (["to": "a@b.com", "uri": "file:///etc/passwd"], "uri"),
        (["to": "a@b.com", "html": "x", "cc": "c"], "cc"),
        (["to": "a@b.com", "html": "x", "bcc": "c@d"], "bcc"),
        (["to": "a@b.com", "html": "x", "reply_to": "c d@e.com"], "reply_to"),
        (["to": "a@b.com", "html": "x", "subject": "a\r\nBcc: c@d.com"], "subject"),
        (["to": "a@b.com", "html": "x", "archive": "maybe"], "archive"),
        (["to": "a@b.com", "html": "x", "attachment": "text"], "attachment_name"),
        (["to": "a@b.com", "html": "x", "attachment_name": "a.txt"], "attachment"),
    ])
    func `what cannot be sent is refused on its line, and nothing goes out`(
        refused: (values: [String: String], field: String)
    ) async throws {
        let stage = try await DMDSStage()
        let error = await dmdsError {
            try await stage.board.send(refused.values.merging(["campaign": "100"]) { $1 })
        }
        #expect(error?.code == .invalid && error?.field == refused.field)
        #expect(stage.server.requests.isEmpty)
    }

    @Test(arguments: [
        ("invalid email nonsense", 400, "to"), ("unknown eeid", 400, "batch"),
        ("campana_id must be of type api", 400, "campaign"), ("unknown", 404, "campaign"),
        ("uri answers 404", 400, "uri"), ("remitente not allowed", 400, "sender"),
    ])
    func `what DMDS refuses stands on the line that caused it`(
        refusal: (words: String, status: Int, field: String)
    ) async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "POST", "/v1/envio/send_one_inline/",
            .json(#"{"status":"err","on":"\#(refusal.words)"}"#, status: refusal.status))
        let error = await dmdsError {
            try await stage.board.send(["campaign": "100", "to": "a@b.com", "html": "x"])
        }
        #expect(error?.field == refusal.field)
        #expect(error?.message.contains(refusal.words) == true)
    }

    @Test(arguments: [ScriptedAnswer.dropped, .reset, .html("<h1>Bad</h1>", status: 502), .json("{")])
    func `a send whose answer is lost goes out once, and is looked for`(
        fault: ScriptedAnswer
    ) async throws {
        let stage = try await DMDSStage()
        stage.server.answer("POST", "/v1/envio/send_one_inline/", fault)
        let error = await dmdsError {
            try await stage.board.send(to: ["kim@example.com"], ["campaign": "100", "html": "x"])
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.hasPrefix("DMDS was asked again at once and does not show it") == true)
        #expect(stage.server.requests(to: "POST", "/v1/envio/send_one_inline/").count == 1)
    }

    @Test func `people are written as others write them, and sent as DMDS takes them`() async throws {
        let stage = try await DMDSStage()
        try await stage.board.send([
            "campaign": "100", "to": #""Ana, P." <ana@example.com>"#, "cc": "Bé <be@example.com>",
            "bcc": "Bo <bo@example.com>", "reply_to": "R <r@example.com>",
            "sender": "Avisos <a@empresa1.com>",
            "html": "x",
        ])
        let body = try #require(stage.only("POST", "envio/send_one_inline/")).json()
        #expect(body.contains(#""contacto":{"email":"ana@example.com","nombre":"Ana, P."}"#))
        #expect(body.contains(#""copia":[{"cc_email":"be@example.com","cc_nombre":"Bé"}]"#))
        #expect(body.contains(#""copia_oculta":[{"bcc_email":"bo@example.com"}]"#))
        #expect(
            body.contains(
                #""remitente":"a@empresa1.com","remitente_nombre":"Avisos","reply-to":"r@example.com""#))
    }

    @Test func `one mail more of the campaign than before is the one whose answer was lost`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("POST", "/v1/envio/send_one_inline/", .dropped)
        let more =
            #""eventos":[{"evento":"envio","timestamp":"2026-03-01T14:03:22","eeid":"e-1","campana_id":100},"#
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com", .json(DMDSFixtures.contact),
            .json(DMDSFixtures.contact.replacing(#""eventos":["#, with: more)))
        let outcome = try await stage.board.send(to: ["kim@example.com"], ["campaign": "100", "html": "x"])
        #expect(outcome.message == "1 mail sent as batch e-1")
        #expect(outcome.sending == Sending(to: MessageAudience(["kim@example.com"]), as: ["batch": "e-1"]))
    }

    @Test(arguments: ["", #","campana_id":101"#, #","eeid":"e-9""#])
    func `a mail that may be another's is no proof of one whose answer was lost`(told: String) async throws {
        let stage = try await DMDSStage()
        stage.server.answer("POST", "/v1/envio/send_one_inline/", .dropped)
        let batch = #"{"status":"ok","eeid":"e-9","campana_id":101,"eventos":[]}"#
        stage.server.answer("GET", "/v1/envio/eeid_info/e-9", .json(batch))
        let more = #""eventos":[{"evento":"envio","timestamp":"2026-03-01T14:03:22"\#(told)},"#
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com", .json(DMDSFixtures.contact),
            .json(DMDSFixtures.contact.replacing(#""eventos":["#, with: more)))
        let error = await dmdsError {
            try await stage.board.send(to: ["kim@example.com"], ["campaign": "100", "html": "x"])
        }
        #expect(error?.code == .outcomeUnknown && error?.hint?.contains("which may be another") == true)
    }

    @Test(arguments: [
        ("kim@example.com", "only 0 of 1 mail sent as batch e-1"),
        ("kim@example.com, ana@example.com", "2 mails handed to DMDS as batch e-1"),
    ])
    func `a send whose answer is lost tells no count that nobody told`(to: String, told: String) async throws
    {
        let stage = try await DMDSStage()
        for call in ["one", "many"] {
            stage.server.answer("POST", "/v1/envio/send_\(call)_inline/", .dropped)
        }
        let unsent =
            #""eventos":[{"evento":"unknown","timestamp":"2026-03-01T14:03:22","eeid":"e-1","campana_id":100},"#
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com", .json(DMDSFixtures.contact),
            .json(DMDSFixtures.contact.replacing(#""eventos":["#, with: unsent)))
        let outcome = try await stage.board.send(["campaign": "100", "to": to, "html": "x"])
        #expect(outcome.message == told)
    }

    @Test func `the form offers the campaigns of type api`() async throws {
        let stage = try await DMDSStage()
        let form = try await stage.connection.messages?.form([ResourceID("dmds", .contact, "kim@example.com")]
        )
        #expect(form?["campaign"]?.kind == .choice(["100 Alertas"]))
        #expect(form?.audience == "Goes to the 1 contact chosen.")
        #expect(stage.only("GET", "campania/")?.bodyText == #"{"tipo":"api"}"#)
    }

    @Test func `a campaign of another type is refused before anything is typed`() async throws {
        let stage = try await DMDSStage()
        let error = await dmdsError {
            _ = try await stage.connection.messages?.form([ResourceID("dmds", .campaign, "101")])
        }
        #expect(error?.code == .refused)
        let form = try await stage.connection.messages?.form([ResourceID("dmds", .campaign, "100")])
        #expect(form?["campaign"]?.value == "100 Alertas")
        #expect(form?["to"]?.isRequired == true)
    }

    @Test func `a send that DMDS took is done, whatever is missing in its answer`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("POST", "/v1/envio/send_one_inline/", .json(#"{"status":"ok"}"#))
        let outcome = try await stage.board.send(["campaign": "100", "to": "a@b.com", "html": "x"])
        #expect(outcome.message == "1 mail handed to DMDS")
        #expect(
            outcome.findings == [
                "DMDS did not tell how many of them went out.",
                "DMDS told no batch, so that the messages cannot be watched.",
            ])
        stage.server.answer(
            "POST", "/v1/envio/send_one_inline/", .json(#"{"status":"ok","sent":-1,"eeid":"e-7"}"#))
        let batch = try await stage.board.send(["campaign": "100", "to": "a@b.com", "html": "x"])
        #expect(batch.message == "1 mail handed to DMDS as batch e-7")
        #expect(batch.rows.map { $0["messages"] } == [.none])
        #expect(try await stage.board.list(.batch).map { $0["messages"] } == [.none])
    }

    @Test func `a message to a group is refused, since DMDS tells nobody who is in it`() async throws {
        let stage = try await DMDSStage()
        let error = await dmdsError {
            _ = try await stage.connection.messages?.form([ResourceID("dmds", .group, "2")])
        }
        #expect(error?.code == .unsupported)
        #expect(stage.server.requests.isEmpty)
    }
}
