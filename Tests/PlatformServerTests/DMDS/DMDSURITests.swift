import Foundation
import Platform
import ServiceCore
import TestSupport
import Testing

@testable import PlatformServer

/// `Providers/DMDS/WIRE.md` §8: the page at a URI
@Suite struct DMDSURITests {
    private func send(
        _ desk: DMDSDesk, _ member: String, many: Bool = false
    ) async throws -> DMDSDesk.Answer {
        let campaign = try await desk.campaign()
        let people =
            many
            ? #""contactos": [{"email": "a@shop.example"}]"# : #""contacto": {"email": "a@shop.example"}"#
        return await desk.ask(
            "POST", "envio/send_\(many ? "many" : "one")_uri/",
            #"{"campana_id": \#(campaign), "email": true, \#(member), \#(people)}"#)
    }

    @Test(arguments: ["uri", "html_uri", "url"], [false, true])
    func `a page is fetched from where it is said to be, through redirects`(name: String, many: Bool)
        async throws
    {
        let desk = try await DMDSDesk()
        let server = try await ScriptedServer()
        server.answer("GET", "/old", .status(301, headers: ["Location": "/newer"]))
        server.answer("GET", "/newer", .status(302, headers: ["Location": "\(server.url)/page"]))
        server.answer("GET", "/page", .html("<p>Hola</p>"))
        let answer = try await send(desk, #""\#(name)": "\#(server.url)/old""#, many: many)
        #expect(answer.json["sent"] as? Int == 1, "\(answer)")
        #expect(server.requests(to: "GET", "/page").count == 1)
    }

    @Test(arguments: [404, 500, 204])
    func `a page that is not there is refused`(status: Int) async throws {
        let desk = try await DMDSDesk()
        let server = try await ScriptedServer()
        server.otherwise(.status(status))
        #expect(try await send(desk, #""uri": "\#(server.url)/page""#).isError(400, "the uri cannot be read"))
        #expect(await desk.ask("GET", "contacto/a@shop.example").status == 404)
    }

    @Test(arguments: ["", "page.html", "ftp://shop.example/x", "file:///etc/passwd", "http://127.0.0.1:1/"])
    func `what is no page on the web is refused`(uri: String) async throws {
        let desk = try await DMDSDesk.idle
        #expect(try await send(desk, #""uri": "\#(uri)""#).isError(400))
        #expect(try await send(desk, #""html": "<p>Hola</p>""#).isError(400, "missing parameter uri"))
    }

    @Test func `an empty page is no message`() async throws {
        let desk = try await DMDSDesk()
        let server = try await ScriptedServer()
        server.answer("GET", "/empty", .html(""))
        #expect(try await send(desk, #""uri": "\#(server.url)/empty""#).isError(400))
    }

    @Test func `private addresses are refused unless they are allowed`() async throws {
        let desk = try await DMDSDesk(allowsPrivateTargets: false)
        let server = try await ScriptedServer()
        server.otherwise(.html("<p>Hola</p>"))
        #expect(try await send(desk, #""uri": "\#(server.url)/page""#).status == 400)
        #expect(server.requests(to: "GET", "/page").isEmpty)
    }
}
