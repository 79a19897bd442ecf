import Foundation
import Testing

@testable import PlatformServer

/// `Providers/DMDS/WIRE.md` §10
@Suite struct DMDSCampaignTests {
    @Test func `a new campaign tells its id and number, and of type api its key`() async throws {
        let desk = try await DMDSDesk()
        let api = await desk.ask("POST", "campania/", #"{"nombre": "Avisos", "tipo": "api"}"#)
        #expect(Set(api.json.keys) == ["status", "id", "numid", "camp_apikey"])
        #expect(DMDSDesk.isUUID(api.json["id"]))
        #expect((api.json["camp_apikey"] as? String)?.isEmpty == false)
        for type in ["normal", "ab"] {
            let other = await desk.ask("POST", "campania", #"{"nombre": "Boletín", "tipo": "\#(type)"}"#)
            #expect(Set(other.json.keys) == ["status", "id", "numid"])
        }
    }

    @Test func `campaigns are listed without keys, by type and by number`() async throws {
        let desk = try await DMDSDesk()
        let api = await desk.ask(
            "POST", "campania/",
            #"{"nombre": "Avisos", "tipo": "api", "asunto": "Hola", "remitente": "Shop@shop.example"}"#)
        await desk.ask("POST", "campania/", #"{"nombre": "Boletín", "tipo": "normal"}"#)
        let all = await desk.ask("GET", "campania/")
        #expect(all.texts("campanias", "nombre") == ["Avisos", "Boletín"])
        #expect(!all.text.contains("apikey"))
        let id = try #require(api.json["id"] as? String)
        let avisos = DMDSDesk.Answer.ok(
            #"{"campanias":[{"asunto":"Hola","id":"\#(id)","nombre":"Avisos","numid":1,"#
                + #""remitente":"shop@shop.example","tipo":"api"}],"status":"ok"}"#)
        // "Listar campañas": curl -X GET …/campania/ -d '{"tipo":"api"}'
        #expect(await desk.ask("GET", "campania/", #"{"tipo":"api"}"#) == avisos)
        #expect(await desk.ask("GET", "campania/", #"{"tipo":"api","numid":1}"#) == avisos)
        #expect(await desk.ask("GET", "campania/", query: "tipo=api&numid=1") == avisos)
        let none = DMDSDesk.Answer.ok(#"{"campanias":[],"status":"ok"}"#)
        for filter in [#"{"tipo":"api","numid":1234}"#, #"{"tipo":"normal","numid":1}"#, #"{"tipo":"otro"}"#]
        {
            #expect(await desk.ask("GET", "campania/", filter) == none)
        }
        #expect(await desk.ask("GET", "campania/", #"{"numid":"1"}"#).isError(400))
    }

    @Test(arguments: [
        (#"{"tipo": "api"}"#, "missing parameter nombre"),
        (#"{"nombre": "Avisos"}"#, "missing parameter tipo"),
        (#"{"nombre": "Avisos", "tipo": "otro"}"#, "tipo must be"),
        (#"{"nombre": "Avisos", "tipo": "sms-plain"}"#, "tipo must be"),
        (#"{"nombre": " ", "tipo": "api"}"#, "missing parameter nombre"),
        (#"{"nombre": "Avisos", "tipo": "api", "remitente": "nadie"}"#, "invalid email nadie"),
        (#"{"nombre": "Avisos", "tipo": "api", "asunto": "a\nb"}"#, "The text"),
    ])
    func `what a campaign lacks or has wrong is told, and none is made`(body: String, told: String)
        async throws
    {
        let desk = try await DMDSDesk()
        #expect(await desk.ask("POST", "campania/", body).isError(400, told))
        #expect(await desk.ask("GET", "campania/").list("campanias").isEmpty)
    }

    @Test func `a key is read, made anew and chosen`() async throws {
        let desk = try await DMDSDesk()
        let made = await desk.ask("POST", "campania/", #"{"nombre": "Avisos", "tipo": "api"}"#)
        let key = try #require(made.json["camp_apikey"] as? String)
        let read = await desk.ask("GET", "campania_apikey/", #"{"numid": 1}"#)
        #expect(read == .ok(#"{"apikey":"\#(key)","numid":1,"status":"ok"}"#))
        let new = await desk.ask("POST", "campania_apikey/", #"{"numid": 1}"#)
        #expect(new.status == 200)
        #expect(new != read)
        #expect(await desk.ask("GET", "campania_apikey/", query: "numid=1") == new)
        let chosen = DMDSDesk.Answer.ok(#"{"apikey":"nueva-clave","numid":1,"status":"ok"}"#)
        #expect(
            await desk.ask("POST", "campania_apikey/", #"{"numid": 1, "apikey": "nueva-clave"}"#) == chosen)
        #expect(await desk.ask("GET", "campania_apikey/", #"{"numid": 1}"#) == chosen)
    }

    @Test func `keys of unknown, foreign and other campaigns are refused`() async throws {
        let desk = try await DMDSDesk()
        let other = try await desk.neighbour()
        await desk.ask("POST", "campania/", #"{"nombre": "Boletín", "tipo": "normal"}"#)
        _ = try await desk.campaign()
        for method in ["GET", "POST"] {
            let call = { (body: String) in await desk.ask(method, "campania_apikey/", body) }
            #expect(await call(#"{"numid": 1}"#) == .error(400, "the campaign 1 is not of type api"))
            #expect(await call(#"{"numid": 9}"#) == .error(404, "unknown campaign 9"))
            #expect(await call("{}") == .error(400, "missing parameter numid"))
            #expect(await call(#"{"numid": "2"}"#).isError(400))
            #expect(await other.ask(method, "campania_apikey/", #"{"numid": 2}"#).isError(404))
        }
        for key in ["corta", "con blanco en medio", "línea-ñandú", String(repeating: "k", count: 201)] {
            let answer = await desk.ask("POST", "campania_apikey/", #"{"numid": 2, "apikey": "\#(key)"}"#)
            #expect(answer.isError(400, "apikey must be"))
        }
        #expect(await other.ask("GET", "campania/").list("campanias").isEmpty)
    }
}
