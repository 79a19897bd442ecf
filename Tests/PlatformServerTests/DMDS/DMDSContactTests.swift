import Foundation
import Platform
import Testing

@testable import PlatformServer

/// `Providers/DMDS/WIRE.md` §5
@Suite struct DMDSContactTests {
    private static let path = "contacto/user@example.com"

    @Test func `a contact has every member, what is unknown as null`() async throws {
        let desk = try await DMDSDesk()
        let made = await desk.ask("POST", "contacto/", #"{"email": "User@Example.com"}"#)
        #expect(made == .ok(#"{"numid":1,"operacion":"Alta","status":"ok"}"#))
        #expect(
            await desk.ask("GET", Self.path)
                == .ok(
                    #"{"contacto":{"apellido":null,"bases":[],"campos":{},"edad":null,"email":"user@example.com","#
                        + #""eventos":[],"invalido":false,"nombre":null,"numid":1,"operacion":"Alta","sexo":null},"status":"ok"}"#
                ))
    }

    @Test func `a change keeps what it leaves out, adds groups and merges fields`() async throws {
        let desk = try await DMDSDesk()
        await desk.ask(
            "POST", "contacto/",
            #"{"email": "user@example.com", "nombre": "Juan", "sexo": "M", "bases": ["clientes"], "campos": {"plan": "oro", "nivel": 3}}"#
        )
        let changed = await desk.ask(
            "PUT", "contacto/",
            #"{"email": "user@example.com", "apellido": "Pérez", "edad": 41, "bases": "prueba", "campos": {"plan": null, "vip": true}}"#
        )
        #expect(changed == .ok(#"{"numid":1,"operacion":"Modificacion","status":"ok"}"#))
        #expect(
            await desk.ask("GET", Self.path)
                == .ok(
                    #"{"contacto":{"apellido":"Pérez","bases":["clientes","prueba"],"campos":{"nivel":"3","vip":"true"},"edad":41,"#
                        + #""email":"user@example.com","eventos":[],"invalido":false,"nombre":"Juan","numid":1,"#
                        + #""operacion":"Modificacion","sexo":"M"},"status":"ok"}"#))
        await desk.ask("POST", "contacto/", #"{"email": "user@example.com", "nombre": null, "edad": null}"#)
        let contact = await desk.ask("GET", Self.path).json["contacto"] as? [String: Any]
        #expect(contact?["nombre"] is NSNull)
        #expect(contact?["edad"] is NSNull)
        #expect(contact?["apellido"] as? String == "Pérez")
    }

    @Test(arguments: ["89014103211118510720", "1.0", "-0", "1e400", "0.10", "12345678901234567.89"])
    func `a number among the fields is kept digit for digit`(digits: String) async throws {
        let desk = try await DMDSDesk()
        await desk.ask(
            "POST", "contacto/", #"{"email": "user@example.com", "campos": {"iccid": \#(digits)}}"#)
        let contact = await desk.ask("GET", Self.path).json["contacto"] as? [String: Any]
        #expect(contact?["campos"] as? [String: String] == ["iccid": digits])
    }

    @Test(arguments: ["bases", "base", "origen", "origenes", "grupos"])
    func `groups have many names, and are a list or one`(name: String) async throws {
        let desk = try await DMDSDesk()
        await desk.ask("POST", "contacto/", #"{"email": "a@shop.example", "\#(name)": "clientes"}"#)
        await desk.ask(
            "POST", "contacto/", #"{"email": "b@shop.example", "\#(name)": ["clientes", "prueba"]}"#)
        let groups = await desk.ask("GET", "grupos/")
        #expect(groups.texts("grupos", "nombre") == ["clientes", "prueba"])
        #expect(groups.list("grupos").compactMap { $0["contactos"] as? Int } == [2, 1])
    }

    @Test(arguments: [
        "nonsense", "a@b", "a@@b.example", "a@b..example", "@b.example", "a b@c.example", "",
        "a@b.example\\r\\nBcc: c@d.example",
    ])
    func `a bad address is told as one`(address: String) async throws {
        let desk = try await DMDSDesk.idle
        let answer = await desk.ask("POST", "contacto/", #"{"email": "\#(address)"}"#)
        #expect(answer.isError(400, "invalid email"), "\(answer)")
    }

    @Test func `the error of a bad address is the documented one`() async throws {
        let desk = try await DMDSDesk.idle
        for (method, path) in [
            ("GET", "contacto"), ("DELETE", "contacto"), ("GET", "whitelist"), ("GET", "invalidar"),
        ] {
            #expect(await desk.ask(method, "\(path)/nonsense") == .error(400, "invalid email nonsense"))
        }
    }

    @Test(arguments: [
        #"{}"#, #"{"email": null}"#, #"{"email": 5}"#, #"{"email": "a@shop.example", "edad": "41"}"#,
        #"{"email": "a@shop.example", "edad": 4.5}"#, #"{"email": "a@shop.example", "edad": -1}"#,
        #"{"email": "a@shop.example", "sexo": "X"}"#, #"{"email": "a@shop.example", "nombre": ["a"]}"#,
        #"{"email": "a@shop.example", "bases": {"a": 1}}"#, #"{"email": "a@shop.example", "bases": [1]}"#,
        #"{"email": "a@shop.example", "campos": []}"#, #"{"email": "a@shop.example", "campos": {"a": []}}"#,
        #"{"email": "a@shop.example", "nombre": "a\nb"}"#,
    ])
    func `missing and wrong values are refused and make nothing`(body: String) async throws {
        let desk = try await DMDSDesk.idle
        #expect(await desk.ask("POST", "contacto/", body).isError(400))
        #expect(await desk.ask("GET", "contacto/a@shop.example").status == 404)
    }

    @Test func `a contact is deleted by its address in the path or in a body`() async throws {
        let desk = try await DMDSDesk()
        for name in ["a", "b"] {
            await desk.ask("POST", "contacto/", #"{"email": "\#(name)@shop.example"}"#)
        }
        #expect(
            await desk.ask("DELETE", "contacto/a@shop.example")
                == .ok(#"{"msg":"a@shop.example deleted","status":"ok"}"#))
        #expect(
            await desk.ask("DELETE", "contacto/", #"{"email": "b@shop.example"}"#)
                == .ok(#"{"msg":"b@shop.example deleted","status":"ok"}"#))
        #expect(
            await desk.ask("DELETE", "contacto/a@shop.example")
                == .error(404, "unknown contact a@shop.example"))
        #expect(
            await desk.ask("GET", "contacto/a@shop.example") == .error(404, "unknown contact a@shop.example"))
    }

    @Test func `a plus sign in a path is itself`() async throws {
        let desk = try await DMDSDesk()
        await desk.ask("POST", "contacto/", #"{"email": "a+b@shop.example"}"#)
        #expect(await desk.ask("GET", "contacto/a+b@shop.example").status == 200)
    }

    @Test func `invalid contacts are listed whole`() async throws {
        let desk = try await DMDSDesk()
        #expect(await desk.ask("GET", "contactos/invalidos/") == .ok(#"{"status":"ok","contactos":[]}"#))
        for name in ["a", "b", "c"] {
            await desk.ask("POST", "contacto/", #"{"email": "\#(name)@shop.example"}"#)
        }
        for name in ["a", "c"] { await desk.ask("GET", "invalidar/\(name)@shop.example") }
        let list = await desk.ask("GET", "contactos/invalidos")
        #expect(list.texts("contactos", "email") == ["a@shop.example", "c@shop.example"])
        let first = try #require(list.list("contactos").first)
        #expect(first["invalido"] as? Bool == true)
        #expect(first.count == 11)
        #expect(
            first["eventos"] as? [[String: String]]
                == [["evento": "Invalidacion", "timestamp": "2020-10-15T08:25:11"]])
    }

    @Test func `one account never sees another's contacts`() async throws {
        let desk = try await DMDSDesk()
        let other = try await desk.neighbour()
        await desk.ask("POST", "contacto/", #"{"email": "a@shop.example", "bases": ["clientes"]}"#)
        await desk.ask("GET", "invalidar/a@shop.example")
        for (method, path) in [
            ("GET", "contacto"), ("DELETE", "contacto"), ("GET", "invalidar"), ("GET", "revalidar"),
        ] {
            #expect(await other.ask(method, "\(path)/a@shop.example").status == 404)
        }
        #expect(await other.ask("GET", "contactos/invalidos").list("contactos").isEmpty)
        #expect(await other.ask("GET", "grupos").list("grupos").isEmpty)
        await other.ask("POST", "contacto/", #"{"email": "a@shop.example", "nombre": "Otra"}"#)
        let mine = await desk.ask("GET", "contacto/a@shop.example").json["contacto"] as? [String: Any]
        #expect(mine?["nombre"] is NSNull)
    }

    @Test(arguments: [
        ("Re\u{301}mi@Shop.example", "R\u{C9}MI@shop.example", "re\u{301}mi@shop.example"),
        ("Info@München.example", "info@xn--mnchen-3ya.example", "info@münchen.example"),
    ])
    func `an address is one contact however it is spelt, and is answered in lower case`(
        one: String, other: String, answered: String
    ) async throws {
        let desk = try await DMDSDesk()
        await desk.ask("POST", "contacto/", #"{"email": "\#(one)"}"#)
        let changed = await desk.ask("POST", "contacto/", #"{"email": "\#(other)", "nombre": "Ana"}"#)
        #expect(changed.json["operacion"] as? String == "Modificacion")
        let contact =
            await desk.ask("GET", "contacto/", #"{"email": "\#(other)"}"#).json["contacto"] as? [String: Any]
        #expect(contact?["email"] as? String == answered)
        #expect(contact?["nombre"] as? String == "Ana")
        await desk.ask("POST", "whitelist/", #"{"email": "\#(other)"}"#)
        let told = await desk.ask("GET", "whitelist/", #"{"email": "\#(one)"}"#).json["msg"] as? String
        #expect(told?.hasSuffix("not whitelisted") == false)
    }
}
