import ServiceCore
import TestSupport

extension ContractSubject {
    static let dyn = ContractSubject(
        kind: "dyn", connection: "dyn", server: { try await .dyn() }, calls: DynCalls.all,
        isWrite: { $0.method == "POST" },
        refusals: [
            (404, .notFound), (451, .unauthorized), (452, .notListed), (453, .conflict), (503, .unavailable),
        ]
        .map { (status: Int, code: ServiceError.Code) in
            Refusal("200 with \(status)", .json(DynFixture.bad(status, "No")), code)
        },
        complaint: { .json(DynFixture.bad(452, "wrong: \($0) here")) },
        secretMembers: ["apikey"],
        pages: Pages(
            kind: .sender,
            script: { server, total in
                server.answer("GET", "/rest/json/senders") { request in
                    let start = Int(request.query["startindex"] ?? "") ?? 0
                    return page(start..<max(start, min(total, start + 25)))
                }
            },
            repeating: { $0.answer("GET", "/rest/json/senders", page(0..<25)) }))

    private static func page(_ numbers: Range<Int>) -> ScriptedAnswer {
        let senders = numbers.map { #"{"emailaddress": "a\#($0)@x.com", "seeding": 0}"# }
        return .json(DynFixture.good(#"{"senders": [\#(senders.joined(separator: ", "))]}"#))
    }
}
