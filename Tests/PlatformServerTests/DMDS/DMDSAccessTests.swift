import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// `Providers/DMDS/WIRE.md` §1 to §4
@Suite struct DMDSAccessTests {
    @Test func `the version is told to who has the key`() async throws {
        let desk = try await DMDSDesk.idle
        #expect(await desk.ask("GET", "version/") == .ok(#"{"status":"ok","version":"1.5"}"#))
    }

    @Test(arguments: ["", "0123456789abcdef0123456789abcdef"])
    func `a missing or wrong key is refused before anything else is looked at`(key: String) async throws {
        let desk = try await DMDSDesk.idle
        for (method, path, body) in [
            ("GET", "version/", ""), ("GET", "nothing/here", ""), ("PATCH", "version/", ""),
            ("POST", "contacto/", "{"),
        ] {
            #expect(await desk.ask(method, path, body, key: key).isError(403))
        }
    }

    @Test func `the key stands alone in its header`() async throws {
        let desk = try await DMDSDesk.idle
        let key = desk.account.apiKey.reveal()
        #expect(await desk.ask("GET", "version/", key: "Bearer \(key)").isError(403))
        #expect(await desk.ask("GET", "version/", key: key.uppercased() + "x").isError(403))
    }

    @Test func `a campaign's key opens nothing here`() async throws {
        let desk = try await DMDSDesk()
        let made = await desk.ask("POST", "campania/", #"{"nombre": "Avisos", "tipo": "api"}"#)
        let key = try #require(made.json["camp_apikey"] as? String)
        #expect(await desk.ask("GET", "version/", key: key).isError(403))
    }

    @Test func `an unknown path is 404 and a wrong method 405 with the methods that are right`() async throws
    {
        let desk = try await DMDSDesk.idle
        for path in ["", "nothing/here", "contactos", "version/1", "send_one_inline", "contacto/a/b"] {
            #expect(await desk.ask("GET", path).isError(404), "\(path)")
        }
        for (method, path) in [
            ("POST", "version"), ("DELETE", "grupos"), ("PATCH", "contacto/a@shop.example"),
            ("GET", "envio/send_one_inline"), ("POST", "invalidar/a@shop.example"),
            ("POST", "contactos/invalidos"), ("PUT", "campania"), ("POST", "envio/eeid_info/x"),
        ] {
            #expect(await desk.ask(method, path).isError(405), "\(method) \(path)")
        }
    }

    @Test func `a 405 names the methods in its header`() async throws {
        let desk = try await DMDSDesk.idle
        let dialect = DMDSDialect(desk.desk.host)
        let response = await dialect.answer(
            ServerRequest(
                "PATCH", ["v1", "whitelist"], headers: [("authorization", desk.account.apiKey.reveal())]))
        #expect(response.headers.first { $0.name == "allow" }?.value == "DELETE, GET, POST, PUT")
    }

    @Test(arguments: [
        "{", "[]", "null", "\"text\"", "email=a@shop.example", "{\"email\": }", "\u{0}\u{0}",
        String(repeating: "[", count: 40),
    ])
    func `a body that is no JSON object is refused`(body: String) async throws {
        let desk = try await DMDSDesk.idle
        #expect(await desk.ask("POST", "contacto/", body) == .error(400, "the body is not a JSON object"))
    }

    @Test func `a body is JSON on every method, and what is unknown in it is ignored`() async throws {
        let desk = try await DMDSDesk()
        await desk.ask("POST", "contacto/", #"{"email": "a@shop.example", "nothing": {"of": ["note"]}}"#)
        let body = #" {"email": "A@Shop.Example"} "#
        #expect(await desk.ask("GET", "contacto/", body).status == 200)
        #expect(await desk.ask("DELETE", "contacto", body).status == 200)
    }

    @Test func `the query stands in for a body, which wins over it`() async throws {
        let desk = try await DMDSDesk()
        await desk.ask("POST", "contacto/", #"{"email": "a@shop.example"}"#)
        #expect(await desk.ask("GET", "contacto/", query: "email=a%40shop.example").status == 200)
        let both = await desk.ask(
            "GET", "contacto/", #"{"email": "b@shop.example"}"#, query: "email=a@shop.example")
        #expect(both == .error(404, "unknown contact b@shop.example"))
        let path = await desk.ask("GET", "contacto/a@shop.example", #"{"email": "b@shop.example"}"#)
        #expect(path.status == 200)
    }

    @Test func `a request that could not be read is told in the same envelope`() async throws {
        let desk = try await DMDSDesk()
        let dialect = DMDSDialect(desk.desk.host)
        #expect(dialect.refusal(.tooLarge).status == 413)
        #expect(
            String(decoding: dialect.refusal(.tooSlow).body, as: UTF8.self)
                == #"{"on":"the request took too long","status":"err"}"#)
    }
}
