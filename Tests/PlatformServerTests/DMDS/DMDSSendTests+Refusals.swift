import Testing

@testable import PlatformServer

/// What a send lacks or has wrong.
extension DMDSSendTests {
    @Test(arguments: [
        (
            #""email": true, "html": "x", "contacto": {"email": "a@shop.example"}"#,
            "missing parameter campana_id"
        ),
        (
            #""campana_id": "1", "email": true, "html": "x", "contacto": {"email": "a@shop.example"}"#,
            "campana_id must be"
        ),
        (
            #""campana_id": 1, "html": "x", "contacto": {"email": "a@shop.example"}"#,
            "missing parameter email"
        ),
        (
            #""campana_id": 1, "email": false, "html": "x", "contacto": {"email": "a@shop.example"}"#,
            "missing parameter email"
        ),
        (
            #""campana_id": 1, "email": "a@shop.example", "html": "x", "contacto": {"email": "a@shop.example"}"#,
            "email must be true"
        ),
        (
            #""campana_id": 1, "email": true, "contacto": {"email": "a@shop.example"}"#,
            "missing parameter html"
        ),
        (#""campana_id": 1, "email": true, "html": "x""#, "missing parameter contacto"),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": [{"email": "a@shop.example"}]"#,
            "contacto must be"
        ),
        (#""campana_id": 1, "email": true, "html": "x", "contacto": {"nombre": "Ana"}"#, "invalid email"),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "nonsense"}"#,
            "invalid email nonsense"
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example"}, "remitente": "nadie""#,
            "invalid email nadie"
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example"}, "reply-to": "nadie""#,
            "invalid email nadie"
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example"}, "reply-to": ["a@shop.example"]"#,
            "invalid email"
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example"}, "copia": {"cc_email": "b@shop.example"}"#,
            "copia must be a list"
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example"}, "copia": [{"cc_nombre": "B"}]"#,
            "invalid email: missing parameter cc_email"
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example"}, "copia_oculta": ["b@shop.example"]"#,
            "copia_oculta must be a list"
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example"}, "archive": "si""#,
            "archive must be true or false"
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example"}, "reuse_eeid": true"#,
            "missing parameter eeid"
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example"}, "adjuntos": [{"nombre": "a.pdf", "contenido": "@@"}]"#,
            "the contenido of a.pdf"
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example"}, "asunto": "a\r\nBcc: b@shop.example""#,
            ""
        ),
        (
            #""campana_id": 1, "email": true, "html": "x", "contacto": {"email": "a@shop.example", "nombre": "a\nb"}"#,
            ""
        ),
    ])
    func `what a send lacks or has wrong is told, and nothing is done`(members: String, told: String)
        async throws
    {
        let desk = try await DMDSDesk.idle
        let answer = await desk.ask("POST", "envio/send_one_inline/", "{\(members)}")
        #expect(answer.isError(400, told), "\(answer)")
        #expect(await desk.ask("GET", "contacto/a@shop.example").status == 404)
    }

    @Test func `one bad address among many stops the whole call`() async throws {
        let desk = try await DMDSDesk()
        let campaign = try await desk.campaign()
        let answer = await desk.ask(
            "POST", "envio/send_many_inline/",
            #"{"campana_id": \#(campaign), "email": true, "html": "x", "contactos": [{"email": "a@shop.example"}, {"email": "nonsense"}]}"#
        )
        #expect(answer == .error(400, "invalid email nonsense"))
        #expect(await desk.ask("GET", "contacto/a@shop.example").status == 404)
        let none = await desk.ask(
            "POST", "envio/send_many_inline/",
            #"{"campana_id": \#(campaign), "email": true, "html": "x", "contactos": []}"#)
        #expect(none == .error(400, "missing parameter contactos"))
    }

    @Test func `the campaign must be the account's own and of type api`() async throws {
        let desk = try await DMDSDesk()
        let other = try await desk.neighbour()
        await desk.ask("POST", "campania/", #"{"nombre": "Boletín", "tipo": "normal"}"#)
        let campaign = try await desk.campaign()
        #expect(await desk.send(1) == .error(400, "the campaign 1 is not of type api"))
        #expect(await desk.send(9) == .error(404, "unknown campaign 9"))
        #expect(await other.send(campaign) == .error(404, "unknown campaign \(campaign)"))
    }
}
