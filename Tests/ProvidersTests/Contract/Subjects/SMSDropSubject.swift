import ServiceCore
import TestSupport

extension ContractSubject {
    static let smsdrop = ContractSubject(
        kind: "smsdrop", connection: "sms", server: { try await SMSDropDesk.server() },
        calls: SMSDropCalls.reading + SMSDropCalls.writing,
        isWrite: { $0.method == "POST" && $0.path != "/api/auth/login" },
        isLogin: { $0.path == "/api/auth/login" },
        refusals: [
            Refusal("401", .json(SMSDropFixture.unauthorized, status: 401), .unauthorized),
            Refusal("404", .json(SMSDropFixture.notFound, status: 404), .notFound),
            Refusal("422", .json(SMSDropFixture.invalidSender, status: 422), .notListed),
            Refusal("200 with an error", .json(SMSDropFixture.unauthorized), .malformedAnswer),
        ],
        complaint: { .json(#"{"detail": "wrong: \#($0) here"}"#, status: 400) },
        givenSecrets: ["eyJ..."],
        pages: Pages(
            kind: .campaign,
            script: { server, total in
                server.answer("GET", "/api/campaigns/") { request in
                    let skip = Int(request.query["skip"] ?? "") ?? 0
                    let limit = Int(request.query["limit"] ?? "") ?? 100
                    return page(skip..<max(skip, min(total, skip + limit)))
                }
            },
            repeating: { $0.answer("GET", "/api/campaigns/", page(0..<500)) }))

    private static func page(_ numbers: Range<Int>) -> ScriptedAnswer {
        .json("[\(numbers.map { SMSDropFixture.campaign(id: "c\($0)") }.joined(separator: ", "))]")
    }
}
