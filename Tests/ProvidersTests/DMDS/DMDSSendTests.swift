import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSSendTests {
    @Test func `one recipient and an inline page`() async throws {
        let stage = try await DMDSStage()
        try await stage.board.send(
            to: [stage.board.id(.contact, "kim@example.com")],
            ["campaign": "100 Alertas", "html": "<p>¡Hola!</p>"])
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
    func remarks(
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
        let error = await serviceError {
            try await stage.board.act("invalidate", .contact, "kim@example.com")
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(
            try await remarks(stage, to: ["kim@example.com"]) == [
                "whether kim@example.com is invalid is not known, and an invalid contact gets no mail"
            ])
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

    @Test func `the form offers the campaigns of type api`() async throws {
        let stage = try await DMDSStage()
        let form = try await stage.connection.messages?.form([ResourceID("dmds", .contact, "kim@example.com")]
        )
        #expect(form?["campaign"]?.kind == .choice(["100 Alertas"]))
        #expect(form?.audience == "Goes to the 1 contact chosen.")
        #expect(stage.only("GET", "campania/")?.bodyText == #"{"tipo":"api"}"#)
    }
}
