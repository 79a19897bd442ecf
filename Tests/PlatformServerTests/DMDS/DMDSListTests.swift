import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// `Providers/DMDS/WIRE.md` §11
@Suite struct DMDSListTests {
    @Test(arguments: ["grupo", "grupos"])
    func `a group is made once and answered as it is after that`(path: String) async throws {
        let desk = try await DMDSDesk()
        let made = await desk.ask("POST", path, #"{"nombre": "clientes"}"#)
        #expect(made == .ok(#"{"id":1,"nombre":"clientes","status":"ok"}"#))
        #expect(await desk.ask("POST", path, #"{"nombre": "clientes"}"#) == made)
        #expect(
            await desk.ask("GET", path)
                == .ok(#"{"grupos":[{"contactos":0,"id":1,"nombre":"clientes"}],"status":"ok"}"#))
        #expect(await desk.ask("POST", path, "{}") == .error(400, "missing parameter nombre"))
        #expect(await desk.ask("POST", path, #"{"nombre": "a,b"}"#).isError(400))
        #expect(await desk.ask("POST", path, #"{"nombre": 5}"#).isError(400, "nombre must be a text"))
    }

    @Test(arguments: ["filtro/", "filtros/"])
    func `filters come from configuration and are listed`(path: String) async throws {
        let desk = try await DMDSDesk()
        let other = try await desk.neighbour()
        #expect(await desk.ask("GET", path) == .ok(#"{"filtros":[],"status":"ok"}"#))
        let create = try #require(desk.desk.platform.connection.resources[.filter]?.operations.create)
        _ = try await create.submit(
            nil,
            FormValues([
                "account": desk.account.username, "name": "lapsed", "expression": "groups:clientes",
            ]))
        #expect(
            await desk.ask("GET", path) == .ok(#"{"filtros":[{"id":1,"nombre":"lapsed"}],"status":"ok"}"#))
        #expect(await other.ask("GET", path).list("filtros").isEmpty)
        #expect(await desk.ask("POST", path, #"{"nombre": "x"}"#).isError(405))
    }

    @Test(arguments: ["variables_globales", "variables"])
    func `variables are created, changed and deleted, each call answering all`(path: String) async throws {
        let desk = try await DMDSDesk()
        #expect(await desk.ask("GET", path) == .ok(#"{"status":"ok","variables":{}}"#))
        await desk.ask("POST", path, #"{"nombre": "marca", "valor": "ACM"}"#)
        let changed = await desk.ask("POST", path, #"{"nombre": "marca", "valor": "ACME"}"#)
        #expect(changed == .ok(#"{"status":"ok","variables":{"marca":"ACME"}}"#))
        #expect(
            await desk.ask("POST", path, #"{"nombre": "iva", "valor": 21}"#)
                == .ok(#"{"status":"ok","variables":{"iva":"21","marca":"ACME"}}"#))
        #expect(
            await desk.ask("DELETE", path, #"{"nombre": "iva"}"#)
                == .ok(#"{"status":"ok","variables":{"marca":"ACME"}}"#))
        #expect(await desk.ask("DELETE", path, #"{"nombre": "iva"}"#) == .error(404, "unknown variable iva"))
        #expect(await desk.ask("DELETE", path, query: "nombre=marca").status == 200)
    }

    @Test(arguments: [
        #"{"valor": "x"}"#, #"{"nombre": "marca"}"#, #"{"nombre": "marca", "valor": null}"#,
        #"{"nombre": "marca", "valor": {}}"#, #"{"nombre": "con blanco", "valor": "x"}"#,
    ])
    func `a variable needs a name and a value`(body: String) async throws {
        let desk = try await DMDSDesk.idle
        #expect(await desk.ask("POST", "variables_globales", body).isError(400))
    }

    @Test func `variables and groups of one account are not another's`() async throws {
        let desk = try await DMDSDesk()
        let other = try await desk.neighbour()
        await desk.ask("POST", "variables", #"{"nombre": "marca", "valor": "ACME"}"#)
        await desk.ask("POST", "grupo", #"{"nombre": "clientes"}"#)
        #expect(await other.ask("DELETE", "variables", #"{"nombre": "marca"}"#).status == 404)
        await other.ask("POST", "variables", #"{"nombre": "marca", "valor": "OTRA"}"#)
        let theirs = await other.ask("POST", "grupo", #"{"nombre": "clientes"}"#)
        #expect(theirs.json["id"] as? Int == 2)
        #expect(
            await desk.ask("GET", "variables") == .ok(#"{"status":"ok","variables":{"marca":"ACME"}}"#))
    }

    @Test(arguments: [("Año", "Ano"), ("Straße", "Strasse"), ("カード", "カート")])
    func `names that differ in an accent are two groups and two variables`(one: String, other: String)
        async throws
    {
        let desk = try await DMDSDesk()
        for name in [one, other] {
            #expect(
                await desk.ask("POST", "grupo", #"{"nombre": "\#(name)"}"#).json["nombre"] as? String == name)
            await desk.ask("POST", "variables_globales", #"{"nombre": "\#(name)", "valor": "\#(name)"}"#)
        }
        await desk.ask("POST", "contacto/", #"{"email": "kim@shop.example", "bases": ["\#(one)"]}"#)
        let groups = await desk.ask("GET", "grupos/")
        #expect(groups.list("grupos").compactMap { $0["contactos"] as? Int } == [1, 0])
        #expect(
            await desk.ask("GET", "variables").json["variables"] as? [String: String] == [
                one: one, other: other,
            ])
    }

    @Test func `a group has one name in any case, a variable exactly its own`() async throws {
        let desk = try await DMDSDesk()
        await desk.ask("POST", "grupo", #"{"nombre": "VIP"}"#)
        #expect(await desk.ask("POST", "grupo", #"{"nombre": "vip"}"#).json["nombre"] as? String == "VIP")
        await desk.ask("POST", "variables", #"{"nombre": "an\u0303o", "valor": "1"}"#)
        await desk.ask("POST", "variables", #"{"nombre": "a\u00f1o", "valor": "2"}"#)
        await desk.ask("POST", "variables", #"{"nombre": "A\u00d1O", "valor": "3"}"#)
        #expect(
            await desk.ask("GET", "variables").json["variables"] as? [String: String] == [
                "año": "2", "AÑO": "3",
            ])
    }
}
