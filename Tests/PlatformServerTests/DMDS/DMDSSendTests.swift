import Foundation
import Testing

@testable import PlatformServer

/// `Providers/DMDS/WIRE.md` §8
@Suite struct DMDSSendTests {
    /// "Uso de Reply-To, Cc y Bcc"
    static let copies =
        #", "copia":[{ "cc_email":"usuario1@gmail.com", "cc_nombre":"Usuario1", "cc_apellido":"Apellido1"}], "#
        + #""copia_oculta": [ {"bcc_email":"usuario5@gmail.com"}, {"bcc_email":"usuario7@outlook.com"} ]"#

    @Test func `one recipient is one mail, and with three copies four`() async throws {
        let desk = try await DMDSDesk()
        let campaign = try await desk.campaign()
        let one = await desk.send(campaign)
        #expect(Set(one.json.keys) == ["status", "sent", "eeid"])
        #expect(one.json["sent"] as? Int == 1)
        #expect(DMDSDesk.isUUID(one.json["eeid"]))
        let four = await desk.send(campaign, Self.copies + #", "reply-to": "usuario@dominio.com""#)
        #expect(four.json["sent"] as? Int == 4)
        #expect(four.json["eeid"] as? String != one.json["eeid"] as? String)
    }

    @Test func `copies go with each of many recipients, who share one eeid`() async throws {
        let desk = try await DMDSDesk()
        let campaign = try await desk.campaign()
        let answer = await desk.ask(
            "POST", "envio/send_many_inline/",
            #"{"campania_id": \#(campaign), "email": "true", "html": "<p>Hola</p>", "contactos": [{"email": "a@shop.example", "nombre": "Ana"}, {"email": "b@shop.example"}]\#(Self.copies)}"#
        )
        #expect(answer.json["sent"] as? Int == 8)
    }

    @Test func `recipients become contacts, copies do not, and known ones stay as they are`() async throws {
        let desk = try await DMDSDesk()
        let campaign = try await desk.campaign()
        await desk.ask("POST", "contacto/", #"{"email": "b@shop.example", "nombre": "Berta"}"#)
        await desk.ask(
            "POST", "envio/send_many_inline/",
            #"{"campana_id": \#(campaign), "email": true, "html": "<p>Hola</p>", "contactos": [{"email": "A@shop.example", "nombre": "Ana", "apellido": "Ríos"}, {"email": "b@shop.example", "nombre": "Bea"}]\#(Self.copies)}"#
        )
        func contact(_ email: String) async -> [String: Any]? {
            await desk.ask("GET", "contacto/\(email)").json["contacto"] as? [String: Any]
        }
        let ana = await contact("a@shop.example")
        #expect([ana?["nombre"] as? String, ana?["apellido"] as? String] == ["Ana", "Ríos"])
        #expect(ana?["operacion"] as? String == "Alta")
        #expect(await contact("b@shop.example")?["nombre"] as? String == "Berta")
        #expect(await contact("usuario1@gmail.com") == nil)
    }

    @Test func `an invalid contact gets nothing, nor do the copies, but an event`() async throws {
        let desk = try await DMDSDesk()
        let campaign = try await desk.campaign()
        await desk.ask("POST", "contacto/", #"{"email": "a@shop.example"}"#)
        await desk.ask("GET", "invalidar/a@shop.example")
        let answer = await desk.send(campaign, Self.copies)
        #expect(answer.json["sent"] as? Int == 0)
        let eeid = try #require(answer.json["eeid"] as? String)
        let events = await desk.ask("GET", "envio/eeid_info/\(eeid)").list("eventos")
        #expect(
            events.contains {
                $0["email"] as? String == "a@shop.example" && $0["evento"] as? String == "unknown"
            })
        #expect(!events.contains { $0["evento"] as? String != "unknown" })
        let contact = await desk.ask("GET", "contacto/a@shop.example").json["contacto"] as? [String: Any]
        let own = contact?["eventos"] as? [[String: String]]
        #expect(own?.compactMap { $0["evento"] } == ["Invalidacion", "unknown"])
    }

    @Test func `an eeid is used again where it is known, and only then`() async throws {
        let desk = try await DMDSDesk()
        let other = try await desk.neighbour()
        let campaign = try await desk.campaign()
        let eeid = try #require(await desk.send(campaign).json["eeid"] as? String)
        let joined = await desk.send(
            campaign, #", "reuse_eeid": true, "eeid": "\#(eeid.uppercased())""#, to: "b@shop.example")
        #expect(joined == .ok(#"{"eeid":"\#(eeid)","sent":1,"status":"ok"}"#))
        // Once more to the same person, as the documents allow.
        #expect(await desk.send(campaign, #", "reuse_eeid": "true", "eeid": "\#(eeid)""#) == joined)
        let ignored = await desk.send(campaign, #", "reuse_eeid": false, "eeid": "\#(eeid)""#)
        #expect(ignored.json["eeid"] as? String != eeid)
        let unknown = #", "reuse_eeid": true, "eeid": "9f0c2c1e-5b7a-4d0e-9c57-0a8f6f1f2b11""#
        #expect(await desk.send(campaign, unknown, to: "new@shop.example").isError(400))
        #expect(await desk.ask("GET", "contacto/new@shop.example").status == 404)
        let foreign = try await other.campaign()
        #expect(await other.send(foreign, #", "reuse_eeid": true, "eeid": "\#(eeid)""#).isError(400))
    }

    @Test func `a page in another code is sent, though it looks wrong`() async throws {
        let desk = try await DMDSDesk()
        let campaign = try await desk.campaign()
        let latin =
            Array(
                #"{"campana_id": \#(campaign), "email": true, "contacto": {"email": "a@shop.example"}, "html": "a"#
                    .utf8)
            + [0xF1] + Array(#"o"}"#.utf8)
        #expect(await desk.ask("POST", "envio/send_one_inline", bytes: latin).json["sent"] as? Int == 1)
    }

    @Test func `any address may be the sender while no domains are configured`() async throws {
        let desk = try await DMDSDesk()
        let campaign = try await desk.campaign()
        #expect(await desk.send(campaign, #", "remitente": "news@other.example""#).status == 200)
    }

    @Test func `without a sender anywhere the account itself is it`() async throws {
        let desk = try await DMDSDesk()
        await desk.ask("POST", "campania/", #"{"nombre": "Avisos", "tipo": "api"}"#)
        #expect(await desk.send(1).json["sent"] as? Int == 1)
    }
}
