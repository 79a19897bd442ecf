import Foundation
import ServiceCore
import Testing

@testable import PlatformServer

/// `Providers/DMDS/WIRE.md` §9: `cantidad_eventos` and `ver_eventos`
@Suite struct DMDSEventTests {
    private static let day = #""desde": "2020-10-15T00:00:00", "hasta": "2020-10-15T23:59:59""#

    /// Three contacts that were made invalid at `DMDSDesk.now`.
    private func desk() async throws -> DMDSDesk {
        let desk = try await DMDSDesk()
        for name in ["a", "b", "c"] {
            await desk.ask("POST", "contacto/", #"{"email": "\#(name)@shop.example"}"#)
            await desk.ask("GET", "invalidar/\(name)@shop.example")
        }
        return desk
    }

    @Test(arguments: ["GET", "POST"], ["envio/cantidad_eventos/", "cantidad_eventos"])
    func `events between two times are counted`(method: String, path: String) async throws {
        let desk = try await desk()
        #expect(await desk.ask(method, path, "{\(Self.day)}") == .ok(#"{"cantidad":3,"status":"ok"}"#))
    }

    @Test(arguments: [
        ("desde", "hasta"), ("fecha_desde", "fecha_hasta"), ("inicio", "fin"),
    ])
    func `the two times have three spellings and include themselves`(start: String, end: String) async throws
    {
        let desk = try await desk()
        func count(_ from: String, _ to: String) async -> Int? {
            await desk.ask(
                "GET", "envio/cantidad_eventos/", #"{"\#(start)": "\#(from)", "\#(end)": "\#(to)"}"#
            ).json["cantidad"] as? Int
        }
        #expect(await count("2020-10-15T08:25:11", "2020-10-15T08:25:11") == 3)
        #expect(await count("2020-10-15 08:25:11", "2020-10-15 08:25:11") == 3)
        #expect(await count("2020-10-15", "2020-10-15") == 3)
        #expect(await count("2020-10-15T10:25:11+02:00", "2020-10-16") == 3)
        #expect(await count("2020-10-15T08:25:12", "2020-10-16") == 0)
        #expect(await count("2020-10-14", "2020-10-15T08:25:10") == 0)
        #expect(await count("2020-10-16", "2020-10-14") == 0)
    }

    @Test func `a page tells its number, its length, the total and its events`() async throws {
        let desk = try await desk()
        let page = await desk.ask(
            "GET", "envio/ver_eventos/", #"{\#(Self.day), "pagina": 1, "cantidad": 10}"#)
        let event = { (name: String) in
            #"{"email":"\#(name)@shop.example","evento":"Invalidacion","timestamp":"2020-10-15T08:25:11"}"#
        }
        #expect(
            page
                == .ok(
                    #"{"cantidad":10,"eventos":[\#(["a", "b", "c"].map(event).joined(separator: ","))],"#
                        + #""pagina":1,"status":"ok","total":3}"#))
        #expect(
            await desk.ask(
                "POST", "ver_eventos", #"{\#(Self.day), "pagina": 2, "cantidad": 10}"#)
                == .ok(#"{"cantidad":10,"eventos":[],"pagina":2,"status":"ok","total":3}"#))
    }

    @Test func `pages follow one another without loss or repetition`() async throws {
        let desk = try await DMDSDesk()
        for number in 0..<23 {
            await desk.ask("POST", "contacto/", #"{"email": "p\#(number)@shop.example"}"#)
            await desk.ask("GET", "invalidar/p\(number)@shop.example")
        }
        var seen: [String] = []
        for page in 1...3 {
            let answer = await desk.ask(
                "GET", "ver_eventos", #"{\#(Self.day), "pagina": \#(page), "cantidad": 10}"#)
            #expect(answer.list("eventos").count == (page < 3 ? 10 : 3))
            seen += answer.texts("eventos", "email")
        }
        #expect(seen == (0..<23).map { "p\($0)@shop.example" })
    }

    @Test(arguments: [
        #""pagina": "1", "cantidad": 10"#, #""pagina": 1, "cantidad": "10""#, #""pagina": 1, "cantidad": 9"#,
        #""pagina": 0, "cantidad": 10"#, #""pagina": -1, "cantidad": 10"#, #""pagina": 1"#,
        #""cantidad": 10"#,
        #""pagina": 1.5, "cantidad": 10"#, #""pagina": true, "cantidad": 10"#,
        #""pagina": 1, "cantidad": 10001"#, #""pagina": 99999999999999999999, "cantidad": 10"#,
    ])
    func `page and length are numbers, and the length is 10 at least`(values: String) async throws {
        let desk = try await DMDSDesk.idle
        #expect(await desk.ask("GET", "envio/ver_eventos/", "{\(Self.day), \(values)}").isError(400))
    }

    @Test func `a page beyond all numbers is empty`() async throws {
        let desk = try await desk()
        let answer = await desk.ask(
            "GET", "ver_eventos", #"{\#(Self.day), "pagina": 9223372036854775807, "cantidad": 10}"#)
        #expect(answer.list("eventos").isEmpty)
        #expect(answer.json["total"] as? Int == 3)
    }

    @Test func `in a query numbers are digits`() async throws {
        let desk = try await desk()
        let query = "desde=2020-10-15&hasta=2020-10-15T23:59:59"
        #expect(await desk.ask("GET", "cantidad_eventos", query: query).json["cantidad"] as? Int == 3)
        let page = await desk.ask("GET", "ver_eventos", query: query + "&pagina=1&cantidad=10")
        #expect(page.list("eventos").count == 3)
        for wrong in ["x", "+1", "1.0", "", "-1"] {
            let answer = await desk.ask("GET", "ver_eventos", query: query + "&pagina=\(wrong)&cantidad=10")
            #expect(answer.isError(400), "\(wrong)")
        }
    }

    @Test(arguments: [
        ("{}", "missing parameter desde"), (#"{"desde": "2020-10-15"}"#, "missing parameter hasta"),
        (#"{"desde": "ayer", "hasta": "hoy"}"#, "desde must be a time"),
        (#"{"desde": "2020-10-15", "hasta": "2020-13-01"}"#, "hasta must be a time"),
        (#"{"desde": 1602720000, "hasta": "2020-10-15"}"#, "desde must be a text"),
    ])
    func `missing and wrong times are told`(body: String, told: String) async throws {
        let desk = try await DMDSDesk.idle
        for path in ["cantidad_eventos", "ver_eventos"] {
            #expect(await desk.ask("GET", path, body).isError(400, told))
        }
    }

    @Test func `events of one account are not another's`() async throws {
        let desk = try await desk()
        let other = try await desk.neighbour()
        #expect(
            await other.ask("GET", "cantidad_eventos", "{\(Self.day)}")
                == .ok(#"{"cantidad":0,"status":"ok"}"#))
    }
}
