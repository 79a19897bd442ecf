import ServiceCore

/// Opens DMDS's envelope: `{"status": "ok", …}` with 200, else `{"status": "err", "on": "…"}` (§3).
enum DMDSEnvelope {
    /// Any code but 200 and any status but `ok` is an error.
    static func open(_ answer: HTTPAnswer) throws(ServiceError) -> JSONReader {
        guard answer.status == 200 else { throw failure(answer) }
        let payload = try answer.json()
        let status = try payload["status"].text()
        guard status.lowercased() == "ok" else { throw refusal(try? payload["on"].text(), answer) }
        return payload
    }

    /// What a code other than 200 means; `on` is DMDS's text for people.
    private static func failure(_ answer: HTTPAnswer) -> ServiceError {
        let text = try? answer.json()["on"].text()
        let call = answer.call
        switch answer.status {
        case 200..<300: return call.malformed("it came with code \(answer.status) instead of 200")
        case 400: return refusal(text, answer)
        case 401, 403: return unauthorized(text, answer)
        default: return answer.failure(text)
        }
    }

    private static func unauthorized(_ text: String?, _ answer: HTTPAnswer) -> ServiceError {
        answer.call.error(
            .unauthorized, "DMDS does not accept the API key (\(answer.status))\(said(text)).",
            hint: "Check the key: a campaign’s own key is not valid here.", field: "api-key")
    }

    /// A 400, or a 200 whose status is not `ok`: its words alone say what it means.
    private static func refusal(_ text: String?, _ answer: HTTPAnswer) -> ServiceError {
        let (words, call) = (text?.lowercased() ?? "", answer.call)
        if words.hasPrefix("invalid email") {
            return call.error(
                .invalid, "DMDS refuses the values\(said(text)).",
                hint: "Write one address such as kim@example.com.", field: "email")
        }
        if Self.wrongKey.contains(where: words.contains) { return unauthorized(text, answer) }
        if Self.unknown.contains(where: words.contains) {
            return call.error(.notFound, "DMDS has no such thing\(said(text)).", hint: call.goneHint)
        }
        if Self.trouble.contains(where: words.contains) {
            let code = call.refusalCode == .notListed ? call.refusalCode : .unavailable
            return answer.lost("DMDS has a fault of its own", text)
                ?? call.error(code, "DMDS has a fault of its own\(said(text)).", hint: call.refusalHint)
        }
        return call.error(
            call.refusalCode, "DMDS refuses \(call.refused)\(said(text)).", hint: call.refusalHint)
    }

    /// Its pages show one refusal in English and are written in Spanish.
    private static let wrongKey = [
        "unauthorized", "no autorizado", "wrong key", "invalid api", "invalid key",
    ]
    private static let unknown = ["not found", "no encontrad", "no existe", "does not exist", "unknown"]

    /// What no values can be blamed for.
    private static let trouble = [
        "database", "base de datos", "internal error", "error interno", "unavailable", "no disponible",
    ]

    private static func said(_ text: String?) -> String {
        text?.quoted ?? ""
    }
}
