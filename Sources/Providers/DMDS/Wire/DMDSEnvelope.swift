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
        case 401, 403:
            return call.error(
                .unauthorized, "DMDS does not accept the API key (\(answer.status))\(said(text)).",
                hint: "Check the key: a campaign’s own key is not valid here.", field: "api-key")
        default: return answer.failure(text)
        }
    }

    /// A 400, or a 200 whose status is not `ok`.
    private static func refusal(_ text: String?, _ answer: HTTPAnswer) -> ServiceError {
        let isAddress = text?.lowercased().hasPrefix("invalid email") == true
        let what = answer.call.isRead && !isAddress ? answer.call.operation : "the values"
        return answer.call.error(
            .invalid, "DMDS refuses \(what)\(said(text)).",
            hint: isAddress ? "Write one address such as kim@example.com." : answer.call.refusalHint,
            field: isAddress ? "email" : nil)
    }

    private static func said(_ text: String?) -> String {
        text?.quoted ?? ""
    }
}
