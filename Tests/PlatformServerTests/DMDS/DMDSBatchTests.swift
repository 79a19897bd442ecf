import Foundation
import Platform
import Testing

@testable import PlatformServer

/// `Providers/DMDS/WIRE.md` §9: `eeid_info` and `eeid_eml`
@Suite(.timeLimit(.minutes(10))) struct DMDSBatchTests {
    private func eeid(_ answer: DMDSDesk.Answer) throws -> String {
        try #require(answer.json["eeid"] as? String)
    }

    @Test(arguments: ["envio/eeid_info", "eeid_info"])
    func `a batch tells its campaign and what happened to its mail`(path: String) async throws {
        let desk = try await DMDSDesk()
        let eeid = try eeid(await desk.send(try await desk.campaign()))
        try await desk.run { !(await desk.ask("GET", "\(path)/\(eeid)").list("eventos").isEmpty) }
        let told = DMDSDesk.Answer.ok(
            #"{"campana_id":1,"eeid":"\#(eeid)","status":"ok","#
                + #""eventos":[{"email":"a@shop.example","evento":"envio","timestamp":"2020-10-15T08:25:11"}]}"#
        )
        #expect(await desk.ask("GET", "\(path)/\(eeid)") == told)
        #expect(await desk.ask("GET", path, #"{"eeid": "\#(eeid.uppercased())"}"#) == told)
        let contact = await desk.ask("GET", "contacto/a@shop.example").json["contacto"] as? [String: Any]
        #expect(
            contact?["eventos"] as? [[String: String]]
                == [["evento": "envio", "timestamp": "2020-10-15T08:25:11"]])
        let count = await desk.ask(
            "GET", "cantidad_eventos", #"{"desde": "2020-10-15", "hasta": "2020-10-15"}"#)
        #expect(count.json["cantidad"] as? Int == 1)
    }

    @Test(arguments: ["true", "\"true\""])
    func `an archived batch tells its trace and shows each mail as it went out`(flag: String) async throws {
        let desk = try await DMDSDesk()
        let campaign = try await desk.campaign()
        let eeid = try eeid(
            await desk.send(
                campaign,
                #", "archive": \#(flag), "asunto": "Factura", "adjuntos": [{"nombre": "f.txt", "tipo": "text/plain", "contenido": "aG9sYQ=="}]"#
            ))
        try await desk.run { await desk.ask("GET", "eeid_eml/\(eeid)/a@shop.example").status == 200 }
        let info = await desk.ask("GET", "eeid_info/\(eeid)")
        let trace = try #require(info.list("archive").first)
        #expect(Set(trace.keys) == ["email", "timestamp", "asunto", "bytes"])
        #expect(trace["asunto"] as? String == "Factura")
        let text = await desk.ask(
            "GET", "envio/eeid_eml/", #"{"eeid": "\#(eeid)", "email": "A@shop.example"}"#)
        #expect(Set(text.json.keys) == ["status", "eeid", "email", "eml"])
        let eml = try #require(text.json["eml"] as? String)
        #expect(eml.utf8.count == trace["bytes"] as? Int)
        #expect(eml.contains("Subject: Factura\r\n"))
        #expect(eml.contains("a@shop.example"))
        #expect(eml.contains("f.txt"))
        #expect(eml.replacing("\r\n", with: "").contains { $0.isNewline } == false)
    }

    @Test func `a batch that is not archived has neither trace nor texts`() async throws {
        let desk = try await DMDSDesk()
        let eeid = try eeid(await desk.send(try await desk.campaign()))
        try await desk.run { !(await desk.ask("GET", "eeid_info/\(eeid)").list("eventos").isEmpty) }
        #expect(await desk.ask("GET", "eeid_info/\(eeid)").json["archive"] == nil)
        #expect(await desk.ask("GET", "eeid_eml/\(eeid)/a@shop.example").isError(404, "no archived mail"))
        #expect(await desk.ask("GET", "eeid_eml/\(eeid)").isError(400, "invalid email"))
    }

    @Test func `an unknown or foreign batch is 404`() async throws {
        let desk = try await DMDSDesk()
        let other = try await desk.neighbour()
        let eeid = try eeid(await desk.send(try await desk.campaign(), #", "archive": true"#))
        #expect(await other.ask("GET", "eeid_info/\(eeid)") == .error(404, "unknown eeid \(eeid)"))
        #expect(await other.ask("GET", "eeid_eml/\(eeid)/a@shop.example").status == 404)
        #expect(await desk.ask("GET", "eeid_info/none") == .error(404, "unknown eeid none"))
        #expect(await desk.ask("GET", "eeid_info/") == .error(400, "missing parameter eeid"))
    }
}
