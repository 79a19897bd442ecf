import ServiceCore
import TestSupport

extension ContractSubject {
    static let dmds = ContractSubject(
        kind: "dmds", connection: "dmds", server: { try await DMDSStage().server }, calls: DMDSCalls.all,
        isWrite: { request in
            request.method != "GET" || request.path.contains("/invalidar/")
                || request.path.contains("/revalidar/")
        },
        refusals: [
            Refusal("200 with an error", .json(#"{"status": "err", "on": "falta nombre"}"#), .notListed),
            Refusal("400", .json(DMDSFixtures.badAddress, status: 400), .invalid),
            Refusal("404", .json(DMDSFixtures.unknown, status: 404), .notFound),
        ],
        complaint: { .json(#"{"status": "err", "on": "wrong: \#($0) here"}"#, status: 400) },
        secretMembers: ["apikey", "camp_apikey"],
        pages: Pages(
            kind: .event, filter: "since:2d",
            script: { server, total in
                server.answer(
                    "GET", "/v1/envio/cantidad_eventos/", .json(#"{"status": "ok", "cantidad": \#(total)}"#))
                server.answer("GET", "/v1/envio/ver_eventos/") { request in
                    let (number, length) = (request.number("pagina"), request.number("cantidad"))
                    let start = (number - 1) * length
                    return page(start..<max(start, min(total, start + length)), number, length, total)
                }
            },
            repeating: { server in
                server.answer(
                    "GET", "/v1/envio/cantidad_eventos/", .json(#"{"status": "ok", "cantidad": 100000}"#))
                server.answer("GET", "/v1/envio/ver_eventos/", page(0..<500, 1, 500, 100_000))
            }))

    private static func page(
        _ numbers: Range<Int>, _ number: Int, _ length: Int, _ total: Int
    ) -> ScriptedAnswer {
        let events = numbers.map {
            #"{"email": "kim\#($0)@example.com", "evento": "envio", "timestamp": "2026-02-28T08:25:11"}"#
        }
        return .json(
            #"{"status": "ok", "pagina": \#(number), "cantidad": \#(length), "total": \#(total), "#
                + #""eventos": [\#(events.joined(separator: ", "))]}"#)
    }
}

extension RecordedRequest {
    /// A whole number of a JSON body; 0 where there is none.
    fileprivate func number(_ name: String) -> Int {
        guard let range = bodyText.firstRange(of: "\"\(name)\":") else { return 0 }
        return Int(bodyText[range.upperBound...].prefix { $0.isNumber }) ?? 0
    }
}
