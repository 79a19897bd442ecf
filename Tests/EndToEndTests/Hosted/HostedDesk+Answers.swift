import Foundation
import TestSupport

extension HostedDesk {
    /// Every platform refuses, and repeats in its error all that it was sent.
    func repeatEverything() {
        dyn.otherwise(
            with: Self.echo { #"{"response": {"status": 452, "message": \#($0), "data": [\#($0)]}}"# })
        sendClean.otherwise(
            with: Self.echo { #"{"status": "error", "name": "ValidationError", "message": \#($0)}"# })
        dmds.otherwise(with: Self.echo { #"{"status": "err", "on": \#($0)}"# })
        smsDrop.otherwise(with: Self.echo { #"{"detail": [{"loc": ["body", "title"], "msg": \#($0)}]}"# })
        let token = #"{"access_token": "\#(Self.bearer)", "token_type": "bearer"}"#
        smsDrop.answer("POST", "/api/auth/login", .json(token))
    }

    private static func echo(
        _ envelope: @escaping @Sendable (String) -> String
    ) -> @Sendable (RecordedRequest) -> ScriptedAnswer {
        { request in
            let said = (try? JSONEncoder().encode(String(decoding: request.bytes, as: UTF8.self))) ?? Data()
            return .json(envelope(String(decoding: said, as: UTF8.self)), status: 422)
        }
    }

    /// Dyn answers, SendClean is not there, DMDS never answers, smsdrop is broken.
    func failInManyWays() async throws {
        dyn.otherwise(.json(#"{"response": {"status": 200, "message": "OK", "data": {"count": 0}}}"#))
        // `Providers/Dyn/WIRE.md` §5, GET /accounts.
        let account =
            #"{"username": "ops@shop.example", "apikey": "0f", "companyname": "Shop", "phone": "1", "trackopens": 1}"#
        dyn.answer(
            "GET", "/rest/json/accounts",
            .json(
                #"{"response": {"status": 200, "message": "OK", "data": {"accounts": [\#(account)], "emailcap": 5}}}"#
            ))
        try await sendClean.stop()
        dmds.otherwise(.silence)
        smsDrop.otherwise(.html("<h1>Bad gateway</h1>", status: 502))
    }
}
