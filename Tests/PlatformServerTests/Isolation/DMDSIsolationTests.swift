import Foundation
import Platform
import Testing

@testable import PlatformServer

/// `Providers/DMDS/WIRE.md` §2: "one key for one DMDS"; an unknown contact, campaign, eeid or variable is 404 (§3).
@Suite(.timeLimit(.minutes(10))) struct DMDSIsolationTests {
    /// A path by one of its names, with what it is about in the body or behind the name.
    struct Way: Sendable, CustomTestStringConvertible {
        let call: String
        let method: String
        let path: [String]
        let isInPath: Bool
        let arguments: [String]

        var testDescription: String { "\(method) \(path.joined(separator: "/")) \(isInPath ? "…" : "{…}")" }
    }

    private static let ways: [Way] = DMDSRoute.all.flatMap { route in
        route.handlers.keys.sorted().flatMap { method in
            route.names.flatMap { name in
                (route.arguments.isEmpty ? [false] : [false, true]).map { isInPath in
                    Way(
                        call: "\(method) \(route.names[0].joined(separator: "/"))", method: method,
                        path: name,
                        isInPath: isInPath, arguments: route.arguments)
                }
            }
        }
    }

    @Test(arguments: Self.ways)
    func `no call reaches another account's rows`(way: Way) async throws {
        let ground = try await IsolationGround()
        if way.call.hasSuffix("eeid_eml") { try await ground.deliver() }
        let cases = try #require(Self.cases(ground)[way.call], "a call without a case")
        for call in cases {
            try await IsolationCase(call.expectation) { Self.request(way, call.members($0), $0) }
                .check(DMDSDialect(ground.desk.host), on: ground)
        }
    }

    private static func refused(_ status: Int, _ on: String) -> IsolationCase.Expectation {
        let answer = DMDSDesk.Answer.error(status, on)
        return .exactly(answer.status, answer.text)
    }

    /// By method and the first of a path's names.
    private static func cases(_ ground: IsolationGround) -> [String: [IsolationCall]] {
        Dictionary(
            grouping: people + campaigns(ground) + sends(ground) + batches(ground.batch) + lists, by: \.name)
    }

    private static var people: [IsolationCall] {
        let unknown = refused(404, "unknown contact kim@secret.example")
        let unlisted = #"{"msg":"kim@secret.example not whitelisted","status":"ok"}"#
        let kim: IsolationCall.Members = { _ in ["email": "kim@secret.example"] }
        return [
            .init("GET version", .own), .init("GET contactos/invalidos", .nothing),
            .init("GET contacto", unknown, kim), .init("DELETE contacto", unknown, kim),
            .init("POST contacto", .own, kim), .init("PUT contacto", .own, kim),
            .init("GET whitelist", .exactly(200, unlisted), kim), .init("POST whitelist", .own, kim),
            .init("PUT whitelist", .own, kim), .init("DELETE whitelist", .own, kim),
            .init("GET invalidar", unknown, kim), .init("GET revalidar", unknown, kim),
        ]
    }

    private static func campaigns(_ ground: IsolationGround) -> [IsolationCall] {
        let number = ground.owner.campaign
        let unknown = refused(404, "unknown campaign \(number)")
        let numid: IsolationCall.Members = { _ in ["numid": number] }
        return [
            .init("GET campania", .nothing, numid), .init("GET campania", .nothing),
            .init("POST campania", .own) { _ in ["nombre": "Mine", "tipo": "api"] },
            .init("GET campania_apikey", unknown, numid), .init("POST campania_apikey", unknown, numid),
        ]
    }

    /// By another's campaign, and as part of another's batch.
    private static func sends(_ ground: IsolationGround) -> [IsolationCall] {
        let (number, batch) = (ground.owner.campaign, ground.batch)
        let fields: [String: any Sendable] = [
            "email": true, "html": "<p>Hola</p>", "uri": ground.page,
            "contacto": ["email": "a@shop.example"], "contactos": [["email": "a@shop.example"]],
        ]
        return ["one_inline", "many_inline", "one_uri", "many_uri"].flatMap { kind in
            [
                IsolationCall("POST envio/send_\(kind)", refused(404, "unknown campaign \(number)")) { _ in
                    fields.merging(["campana_id": number]) { $1 }
                },
                IsolationCall(
                    "POST envio/send_\(kind)", refused(400, "There is no batch “\(batch)” to join.")
                ) { party in
                    let joined: [String: any Sendable] = [
                        "campana_id": party.campaign, "reuse_eeid": true, "eeid": batch,
                    ]
                    return fields.merging(joined) { $1 }
                },
            ]
        }
    }

    private static func batches(_ batch: String) -> [IsolationCall] {
        let unknown = refused(404, "unknown eeid \(batch)")
        let members: IsolationCall.Members = { _ in ["eeid": batch, "email": "kim@secret.example"] }
        return [
            .init("GET envio/eeid_info", unknown, members), .init("GET envio/eeid_eml", unknown, members),
        ]
    }

    private static var lists: [IsolationCall] {
        let day: IsolationCall.Members = { _ in
            ["desde": "2000-01-01", "hasta": "2099-01-01", "pagina": 1, "cantidad": 10]
        }
        let name: IsolationCall.Members = { _ in ["nombre": "secret", "valor": "mine"] }
        return [
            .init("GET envio/cantidad_eventos", .nothing, day),
            .init("POST envio/cantidad_eventos", .nothing, day),
            .init("GET envio/ver_eventos", .nothing, day), .init("POST envio/ver_eventos", .nothing, day),
            .init("GET grupo", .nothing), .init("POST grupo", .own, name), .init("GET filtro", .nothing),
            .init("GET variables_globales", .nothing), .init("POST variables_globales", .own, name),
            .init("DELETE variables_globales", refused(404, "unknown variable secret"), name),
        ]
    }

    private static func request(
        _ way: Way, _ fields: [String: any Sendable], _ party: IsolationGround.Party
    ) -> ServerRequest {
        let behind = way.isInPath ? way.arguments.compactMap { fields[$0] as? String } : []
        let said = way.isInPath ? fields.filter { !way.arguments.contains($0.key) } : fields
        // Texts, numbers, flags, lists and objects alone.
        let body = (try? JSONSerialization.data(withJSONObject: said as [String: Any])) ?? Data()
        return ServerRequest(
            way.method, ["v1"] + way.path + behind, headers: [("authorization", party.key)], body: Array(body)
        )
    }
}
