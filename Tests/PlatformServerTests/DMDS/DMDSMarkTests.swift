import Foundation
import Testing

@testable import PlatformServer

/// `Providers/DMDS/WIRE.md` §6 and §7
@Suite struct DMDSMarkTests {
    private static let on = DMDSDesk.Answer.ok(
        #"{"msg":"usuario@dominio.com whitelisted","status":"ok"}"#)
    private static let off = DMDSDesk.Answer.ok(
        #"{"msg":"usuario@dominio.com not whitelisted","status":"ok"}"#)

    @Test(arguments: [true, false], ["path", "body"])
    func `the whitelist answers in its own words, for contacts and others`(isContact: Bool, place: String)
        async throws
    {
        let desk = try await DMDSDesk()
        if isContact { await desk.ask("POST", "contacto/", #"{"email": "usuario@dominio.com"}"#) }
        func ask(_ method: String) async -> DMDSDesk.Answer {
            place == "path"
                ? await desk.ask(method, "whitelist/Usuario@dominio.com")
                : await desk.ask(method, "whitelist/", #"{"email": "Usuario@dominio.com"}"#)
        }
        #expect(await ask("GET") == Self.off)
        for method in ["POST", "PUT", "POST", "GET"] { #expect(await ask(method) == Self.on) }
        for method in ["DELETE", "DELETE", "GET"] { #expect(await ask(method) == Self.off) }
        #expect(await desk.ask("GET", "contacto/usuario@dominio.com").status == (isContact ? 200 : 404))
    }

    @Test func `an address on the whitelist stays there when it becomes a contact`() async throws {
        let desk = try await DMDSDesk()
        await desk.ask("PUT", "whitelist/usuario@dominio.com")
        await desk.ask("POST", "contacto/", #"{"email": "usuario@dominio.com"}"#)
        #expect(await desk.ask("GET", "whitelist/usuario@dominio.com") == Self.on)
    }

    @Test func `the whitelist of one account is not another's`() async throws {
        let desk = try await DMDSDesk()
        let other = try await desk.neighbour()
        await desk.ask("PUT", "whitelist/usuario@dominio.com")
        #expect(await other.ask("GET", "whitelist/usuario@dominio.com") == Self.off)
        await other.ask("DELETE", "whitelist/usuario@dominio.com")
        #expect(await desk.ask("GET", "whitelist/usuario@dominio.com") == Self.on)
    }

    @Test func `invalidating and revalidating are told once, oldest first, whitelisted or not`() async throws
    {
        let desk = try await DMDSDesk()
        await desk.ask("POST", "contacto/", #"{"email": "usuario@dominio.com"}"#)
        await desk.ask("PUT", "whitelist/usuario@dominio.com")
        for call in ["invalidar", "invalidar", "revalidar", "revalidar"] {
            let answer = await desk.ask("GET", "\(call)/usuario@dominio.com")
            #expect(answer == .ok(#"{"msg":"whitelisted","status":"ok"}"#))
            let contact = await desk.ask("GET", "contacto/usuario@dominio.com").json["contacto"]
            #expect((contact as? [String: Any])?["invalido"] as? Bool == (call == "invalidar"))
        }
        let contact = await desk.ask("GET", "contacto/usuario@dominio.com").json["contacto"] as? [String: Any]
        let events = contact?["eventos"] as? [[String: String]]
        #expect(events?.compactMap { $0["evento"] } == ["Invalidacion", "Revalidacion"])
        #expect(events?.first?.keys.sorted() == ["evento", "timestamp"])
    }

    @Test func `the address may stand in a body, and must be a contact's`() async throws {
        let desk = try await DMDSDesk()
        let unknown = DMDSDesk.Answer.error(404, "unknown contact usuario@dominio.com")
        #expect(await desk.ask("GET", "invalidar/", #"{"email": "usuario@dominio.com"}"#) == unknown)
        #expect(await desk.ask("GET", "revalidar/usuario@dominio.com") == unknown)
        await desk.ask("POST", "contacto/", #"{"email": "usuario@dominio.com"}"#)
        #expect(await desk.ask("GET", "invalidar/", #"{"email": "usuario@dominio.com"}"#).status == 200)
        #expect(await desk.ask("GET", "invalidar/").isError(400, "invalid email"))
    }
}
